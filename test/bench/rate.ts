import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadManifest, modelVersion } from '../../electron/engine/models/manifest.ts';
import { sharp } from '../../electron/engine/pipeline/libvips.ts';
import { quantile, runEngine, type EngineRun } from './engine-run.ts';
import { measureFloor, type Floor } from './floor.ts';
import { machine } from './machine.ts';
import { accuracy, type Accuracy, type Checked } from './match-boxes.ts';
import { runPeer, type PeerRun } from './peer.ts';
import { readHandBoxes, readPictures } from './shared-data.ts';
import { share, table } from './table.ts';

/** Floor and pipeline in turn, so that a busy moment of the machine hits both; the medians count. */
const rounds = 3;
/**
 * Two calls each time: as often as a window asks at most (state, folders, characters and faces, each twice a second). The time that
 * answers take is measured in a run of its own, which asks all the time.
 */
const windowAsksEveryMs = 250;
/** Tight boxes and loose ones of the same face overlap at least this much. */
const sameFace = 0.3;

interface Picture {
  readonly path: string;
  readonly truth: Checked['truth'];
}

/** Every so many whole pictures are indexed for the floor: enough that starting threads and compiling code do not count. */
const everyOf = 2;

/**
 * The whole engine against what its decoder and its networks allow, on some hundred pictures; and against face-api, on those that
 * have boxes by hand.
 */
export async function benchRate(modelFolder: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-rate-'));
  try {
    const boxed = await unpackBoxed(join(folder, 'boxed'));
    const files = await unpackSome(join(folder, 'some'));
    return await measure(boxed, files, folder, modelFolder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(
  boxed: readonly Picture[],
  files: readonly Uint8Array[],
  folder: string,
  modelFolder: string,
): Promise<unknown> {
  const manifest = await loadManifest(modelFolder);
  const library = join(folder, 'library');
  const runs: EngineRun[] = [];
  const floors: Floor[] = [];
  const besidePeer: EngineRun[] = [];
  for (let round = 0; round < rounds; round++) {
    const run = await runEngine(join(folder, 'some'), library, modelFolder, windowAsksEveryMs);
    runs.push(run);
    floors.push(await measureFloor(files, run.faces.length, manifest, run.processor.threads));
    besidePeer.push(await runEngine(join(folder, 'boxed'), library, modelFolder, windowAsksEveryMs));
  }
  const asked = await runEngine(join(folder, 'boxed'), library, modelFolder);
  const peer = await runPeer(
    boxed.map(({ path }) => path),
    availableParallelism(),
  );
  const result = { ...beside(boxed, besidePeer, peer), ...summarise(files.length, runs, asked.latencies, floors) };
  print(result);
  return { machine: machine(), models: modelVersion(manifest), ...result, runs: runs.map(withoutFaces), floors };
}

/** What a run took: which faces it found is summed up elsewhere. */
function withoutFaces({ seconds, pictures, skipped, faces, peakMegabytes }: EngineRun) {
  return { seconds, pictures, skipped, faces: faces.length, peakMegabytes };
}

type Result = ReturnType<typeof summarise> & ReturnType<typeof beside>;

function summarise(
  pictures: number,
  runs: readonly EngineRun[],
  latencies: readonly number[],
  floors: readonly Floor[],
) {
  const parts = (['decode', 'detect', 'embed'] as const).map((part) => ({
    part,
    seconds: median(floors.map((floor) => floor[part])),
  }));
  return {
    pictures,
    faces: runs[0]?.faces.length ?? 0,
    provider: runs[0]?.processor.provider,
    threads: runs[0]?.processor.threads,
    engineSeconds: median(runs.map(({ seconds }) => seconds)),
    floorSeconds: median(floors.map(({ decode, detect, embed }) => decode + detect + embed)),
    parts,
    ofFloor: median(runs.map(({ seconds }, round) => floorOf(floors[round]) / seconds)),
    latencyMs: { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), worst: latencies.at(-1) ?? 0 },
    latencyCalls: latencies.length,
    peakMegabytes: Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes ?? 0)),
  };
}

/** The engine and face-api on the same pictures. */
function beside(boxed: readonly Picture[], runs: readonly EngineRun[], peer: PeerRun) {
  const seconds = median(runs.map((run) => run.seconds));
  return {
    boxed: boxed.length,
    boxedSeconds: seconds,
    peerSeconds: peer.seconds,
    timesPeer: peer.seconds / seconds,
    ours: accuracy(checksOf(boxed, runs[0]), sameFace),
    peers: accuracy(
      boxed.map(({ truth }, index) => ({ truth, found: peer.found[index] ?? [] })),
      sameFace,
    ),
  };
}

function floorOf(floor: Floor | undefined): number {
  return floor ? floor.decode + floor.detect + floor.embed : Number.NaN;
}

function checksOf(pictures: readonly Picture[], run: EngineRun | undefined): Checked[] {
  return pictures.map(({ path, truth }) => ({ truth, found: run?.faces.filter((face) => face.path === path) ?? [] }));
}

async function unpackBoxed(folder: string): Promise<Picture[]> {
  await mkdir(folder);
  const hands = await readHandBoxes();
  const pictures: Picture[] = [];
  for await (const { path: name, bytes } of readPictures('scenes', (path) => hands.has(path))) {
    const path = join(folder, `${pictures.length}-${basename(name)}`);
    await writeFile(path, bytes);
    const { width, height } = await sharp(bytes).metadata();
    const truth = (hands.get(name) ?? []).map(({ box: [x, y, w, h], ignore }) => {
      return { box: [x * width, y * height, w * width, h * height] as const, ignore };
    });
    pictures.push({ path, truth });
  }
  return pictures;
}

async function unpackSome(folder: string): Promise<Uint8Array[]> {
  await mkdir(folder);
  const files: Uint8Array[] = [];
  let seen = 0;
  for await (const { path, bytes } of readPictures('scenes', () => seen++ % everyOf === 0)) {
    await writeFile(join(folder, `${files.length}-${basename(path)}`), bytes);
    // A copy: the rest of the tar must not count as memory.
    files.push(new Uint8Array(bytes));
  }
  return files;
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

function print(result: Result): void {
  const rate = (pictures: number, seconds: number): string => `${(pictures / seconds).toFixed(1)}/s`;
  const { pictures, boxed } = result;
  console.log(`\nRate · ${pictures} pictures, ${result.faces} faces · ${machine()}\n`);
  console.log(
    table([
      ['', 'pictures'],
      ...result.parts.map(({ part, seconds }) => [`${part} alone, all cores`, rate(pictures, seconds)]),
      ['floor: one after the other', rate(pictures, result.floorSeconds)],
      ['engine, from folder to groups', rate(pictures, result.engineSeconds)],
      ['engine ÷ floor', share(result.ofFloor)],
      [`engine, ${boxed} hand-boxed pictures`, rate(boxed, result.boxedSeconds)],
      ['face-api on these, one process a core', rate(boxed, result.peerSeconds)],
      ['engine ÷ face-api', result.timesPeer.toFixed(1)],
    ]),
  );
  const { p50, p99, worst } = result.latencyMs;
  console.log(
    `\nCalls while indexing: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, worst ${worst.toFixed(0)} ms`,
  );
  console.log(`Peak memory of the engine process: ${result.peakMegabytes} MB\n`);
  const row = (name: string, { right, wrong, missed, precision, recall }: Accuracy): string[] => {
    return [name, `${right}`, `${wrong}`, `${missed}`, share(precision), share(recall)];
  };
  const head = [`faces found, IoU ${share(sameFace)}`, 'right', 'wrong', 'missed', 'precision', 'recall'];
  console.log(table([head, row('dramatis', result.ours), row('face-api', result.peers)]));
}
