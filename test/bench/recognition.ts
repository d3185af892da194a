import type { Size } from '../../electron/contract/model.ts';
import { openModels, type Detection, type Models } from '../../electron/engine/models/session.ts';
import { cropWhole } from '../../electron/engine/pipeline/align.ts';
import { embedFaces } from '../../electron/engine/pipeline/analyse.ts';
import { decodePicture } from '../../electron/engine/pipeline/decode.ts';
import { atOnce, engineParallel } from './at-once.ts';
import { judgeGrouping, type GroupingAccuracy } from './grouping.ts';
import { readFaces, readPictures, type LabelledFace } from './shared-data.ts';
import { share, table } from './table.ts';
import { verify, type KnownFace, type Verification } from './verification.ts';

interface Embedding {
  readonly vector: Float32Array;
  readonly detected: boolean;
}

interface EmbeddedFace extends LabelledFace, Embedding {}

/** 0.30 to 0.90 in steps of 0.02. */
const linkages = Array.from({ length: 31 }, (_, k) => (30 + 2 * k) / 100);

/** Recognition on the labelled crops of `val`, framed by the app's own detector. */
export async function benchRecognition(modelFolder: string): Promise<unknown> {
  await using models = await openModels(modelFolder);
  const faces = await embedAll(models);
  const { same, group } = models.manifest.embedder.thresholds;
  const isAnimeFace = ({ source }: LabelledFace): boolean => source === 'animeface_character';
  const result = {
    model: `${models.manifest.detector.version}+${models.manifest.embedder.version}`,
    framedByDetector: faces.filter(({ detected }) => detected).length / faces.length,
    animeFace: verify(faces.filter(isAnimeFace).map(known), same),
    others: verify(faces.filter((face) => !isAnimeFace(face)).map(known), same),
    all: verify(faces.map(known), same),
    grouping: judgeGrouping(faces.map(known), linkages),
  };
  print(result);
  printGrouping(result.grouping, group);
  return result;
}

async function embedAll(models: Models): Promise<EmbeddedFace[]> {
  const labelled = await readFaces('val');
  const wanted = new Set(labelled.map(({ path }) => path));
  const embedded = new Map<string, Embedding>();
  await atOnce(
    engineParallel,
    readPictures('faces', (path) => wanted.has(path)),
    async ({ path, bytes }) => embedded.set(path, await embedCrop(models, bytes)),
  );
  return labelled.map((face) => ({ ...face, ...found(embedded, face.path) }));
}

function found(embedded: ReadonlyMap<string, Embedding>, path: string): Embedding {
  const embedding = embedded.get(path);
  if (!embedding) throw new Error(`${path} is not in the tars`);
  return embedding;
}

/** Frames a labelled crop as the app would frame the face in it; the whole crop where the detector finds none. */
async function embedCrop(models: Models, bytes: Uint8Array): Promise<Embedding> {
  const { image } = await decodePicture(bytes);
  const face = labelledFace(await models.detect(image), image);
  const [vector] = face
    ? await embedFaces(image, [face.box], models)
    : await models.embed([await cropWhole(image, models.manifest.embedder.input.size)]);
  return { vector: vector as Float32Array, detected: face !== undefined };
}

/** The face that a crop was labelled for: sure and central. */
function labelledFace(found: readonly Detection[], image: Size): Detection | undefined {
  const rank = ({ box, score }: Detection): number => score * (1 - offCentre(box, image));
  return found.toSorted((a, b) => rank(b) - rank(a))[0];
}

/** 0 in the middle of the picture, 1 in a corner. */
function offCentre([x, y, width, height]: Detection['box'], image: Size): number {
  const across = (x + width / 2) / image.width - 0.5;
  const down = (y + height / 2) / image.height - 0.5;
  return Math.hypot(across, down) / Math.hypot(0.5, 0.5);
}

function known({ source, identity, drawing, vector }: EmbeddedFace): KnownFace {
  return { identity: `${source}/${identity}`, drawing, vector };
}

function print(result: {
  model: string;
  framedByDetector: number;
  animeFace: Verification;
  others: Verification;
  all: Verification;
}): void {
  const framed = `${(100 * result.framedByDetector).toFixed(1)} % framed by the detector`;
  console.log(`\nRecognition · faces/ val, pairs across drawings · ${result.model} · ${framed}`);
  const names = [
    '',
    'faces',
    'ids',
    'best F1',
    'P',
    'R',
    'at cosine',
    'EER',
    'R@1',
    'F1 at same',
    'P',
    'R',
    'same',
    'P .95 at',
    'R .95 at',
  ];
  const row = (name: string, { faces, identities, best, at, eer, rank1, calibrated }: Verification): string[] => [
    name,
    ...[faces, identities].map(String),
    ...[best.f1, best.precision, best.recall, best.cosine].map(share),
    `${(100 * eer).toFixed(1)} %`,
    ...[rank1, at.f1, at.precision, at.recall, at.cosine, calibrated.same, calibrated.maybe].map(share),
  ];
  const rows = [row('AnimeFace', result.animeFace), row('others', result.others), row('all', result.all)];
  console.log(table([names, ...rows]));
}

/** The linkage of models.json (the one of the sweep next to it), and the best of the sweep. */
function printGrouping(sweep: readonly GroupingAccuracy[], linkage: number): void {
  const used = sweep.toSorted((a, b) => Math.abs(a.linkage - linkage) - Math.abs(b.linkage - linkage))[0];
  const best = sweep.toSorted((a, b) => b.f1 - a.f1)[0];
  const row = (name: string, one: GroupingAccuracy | undefined): string[] => {
    if (!one) return [];
    const figures = [one.linkage, one.f1, one.precision, one.recall, one.ari].map(share);
    return [name, ...figures, String(one.groups), String(one.identities)];
  };
  console.log('\n  Groups of all of them');
  const names = ['', 'linkage', 'B³ F1', 'P', 'R', 'ARI', 'groups', 'ids'];
  console.log(table([names, row('models.json', used), row('best', best)]));
}
