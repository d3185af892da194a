import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadManifest } from '../../../electron/engine/models/load-manifest.ts';
import { modelVersion } from '../../../electron/engine/vision/manifest.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import type { PictureSource } from '../../../electron/engine/pictures/recognise.ts';
import { quantile, runEngine, type EngineRun } from '../engine/engine-run.ts';
import { storedSides, writeStored } from '../engine/stored-pictures.ts';
import { detectorShapes, measureFloor, together, type Floor, type Spent } from '../peers/floor.ts';
import { machine } from '../machine.ts';
import { accuracy, type Accuracy, type Checked } from '../accuracy/match-boxes.ts';
import { runPeer, type PeerRun } from '../peers/peer.ts';
import { readHandBoxes, readPictures } from '../shared-data.ts';
import { share, table } from '../table.ts';

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
/** The pictures are about 400 pixels long. Every so many are enlarged to what artists have in their folders, in turn. */
const enlargedOf = 8;
const enlargedSides = [1_000, 1_400, 2_000, 2_800] as const;
/** Every so many are written as artists keep them: large, with alpha or layers. The floor decodes them from the same files. */
const storedOf = 64;

/**
 * The whole engine against what its decoder and its networks allow and against face-api, on some hundred pictures; what both find, on
 * those that have boxes by hand.
 */
export async function benchRate(modelFolder: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-rate-'));
  try {
    const boxed = await unpackBoxed(join(folder, 'boxed'));
    const sets = {
      some: await unpackSome(join(folder, 'some'), everyOf, (bytes) => Promise.resolve(bytes)),
      large: await unpackSome(join(folder, 'large'), enlargedOf, enlarge),
      stored: await unpackStored(join(folder, 'stored')),
    };
    return await measure(boxed, sets, folder, modelFolder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const setNames = ['some', 'large', 'stored'] as const;
type Sets = Readonly<Record<(typeof setNames)[number], readonly PictureSource[]>>;

async function measure(boxed: readonly Picture[], sets: Sets, folder: string, modelFolder: string): Promise<unknown> {
  const manifest = await loadManifest(modelFolder);
  // Each run has a library of its own: in place of files that were just deleted, Linux makes new ones more slowly.
  let libraries = 0;
  const run = (pictures: keyof Sets | 'boxed', askEveryMs?: number) =>
    runEngine(join(folder, pictures), join(folder, `library-${libraries++}`), modelFolder, askEveryMs);
  const looks = {
    some: await detectorShapes(sets.some, manifest),
    large: await detectorShapes(sets.large, manifest),
    stored: await detectorShapes(sets.stored, manifest),
  };
  const timed = { some: new Timed(), large: new Timed(), stored: new Timed() };
  const besidePeer: EngineRun[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const set of setNames) {
      const ran = await run(set, windowAsksEveryMs);
      timed[set].runs.push(ran);
      timed[set].floors.push(
        await measureFloor(sets[set], looks[set], ran.faces.length, manifest, ran.processor.threads),
      );
    }
    besidePeer.push(await run('boxed', windowAsksEveryMs));
  }
  const asked = await run('boxed');
  const peers = {
    boxed: await runPeer(
      boxed.map(({ path }) => path),
      availableParallelism(),
    ),
    some: await runPeer(await pathsIn(join(folder, 'some')), availableParallelism()),
  };
  const [some, large, stored] = [summarise(timed.some), summarise(timed.large), summarise(timed.stored)];
  const result = {
    ...some,
    ...besidePeerOn(some, peers.some),
    boxed: onBoxed(boxed, besidePeer, peers.boxed),
    large,
    stored,
    ...answers(asked.latencies),
  };
  print(result);
  return {
    machine: machine(),
    models: modelVersion(manifest),
    ...result,
    ...rawOf(timed.some),
    large: { ...large, ...rawOf(timed.large) },
    stored: { ...stored, ...rawOf(timed.stored) },
  };
}

/** The rounds over one set of pictures. */
class Timed {
  readonly runs: EngineRun[] = [];
  readonly floors: Floor[] = [];
}

function rawOf({ runs, floors }: Timed) {
  return { runs: runs.map(withoutFaces), floors };
}

/** What a run took: which faces it found is summed up elsewhere. */
function withoutFaces({ seconds, pictures, skipped, faces, peakMegabytes, coreSeconds }: EngineRun) {
  return { seconds, pictures, skipped, faces: faces.length, peakMegabytes, coreSeconds };
}

type Summary = ReturnType<typeof summarise>;
type Result = Summary &
  ReturnType<typeof besidePeerOn> &
  ReturnType<typeof answers> & {
    readonly large: Summary;
    readonly stored: Summary;
    readonly boxed: ReturnType<typeof onBoxed>;
  };

function summarise({ runs, floors }: Timed) {
  const parts = (['decode', 'detect', 'embed', 'identify'] as const).map((part) => ({
    part,
    seconds: median(floors.map((floor) => floor[part].seconds)),
  }));
  const rounds = runs.map((run, round) => besideFloor(run, floors[round] as Floor));
  return {
    pictures: runs[0]?.pictures ?? 0,
    faces: runs[0]?.faces.length ?? 0,
    provider: runs[0]?.processor.provider,
    threads: runs[0]?.processor.threads,
    engineSeconds: median(runs.map(({ seconds }) => seconds)),
    floorSeconds: median(floors.map((floor) => bare(floor).seconds)),
    parts,
    ofFloor: median(rounds.map(({ ofFloor }) => ofFloor)),
    ofFloorIdentified: median(rounds.map(({ ofFloorIdentified }) => ofFloorIdentified)),
    ofFloorIdentifiedInCoreSeconds: median(rounds.map(({ inCoreSeconds }) => inCoreSeconds)),
    coresBusy: median(rounds.map(({ coresBusy }) => coresBusy)),
    peakMegabytes: Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes ?? 0)),
  };
}

function answers(latencies: readonly number[]) {
  const latencyMs = { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), worst: latencies.at(-1) ?? 0 };
  return { latencyMs, latencyCalls: latencies.length };
}

/** face-api on the same pictures. */
function besidePeerOn({ engineSeconds }: Summary, { seconds, found }: PeerRun) {
  return {
    peerSeconds: seconds,
    peerFaces: found.reduce((sum, { length }) => sum + length, 0),
    timesPeer: seconds / engineSeconds,
  };
}

/** Both on the pictures that are boxed by hand: so few that starting threads and compiling code count. */
function onBoxed(boxed: readonly Picture[], runs: readonly EngineRun[], peer: PeerRun) {
  const seconds = median(runs.map((run) => run.seconds));
  return {
    pictures: boxed.length,
    seconds,
    peerSeconds: peer.seconds,
    timesPeer: peer.seconds / seconds,
    ours: accuracy(checksOf(boxed, runs[0]), sameFace),
    peers: accuracy(
      boxed.map(({ truth }, index) => ({ truth, found: peer.found[index] ?? [] })),
      sameFace,
    ),
  };
}

async function pathsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).map((name) => join(folder, name));
}

/** Decoding and the networks, without telling files apart by their content. */
function bare({ decode, detect, embed }: Floor): Spent {
  return together([decode, detect, embed]);
}

function besideFloor({ seconds, coreSeconds }: EngineRun, floor: Floor) {
  const whole = together([bare(floor), floor.identify]);
  const worked = coreSeconds ?? Number.NaN;
  return {
    ofFloor: bare(floor).seconds / seconds,
    ofFloorIdentified: whole.seconds / seconds,
    inCoreSeconds: whole.coreSeconds / worked,
    coresBusy: worked / seconds,
  };
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

async function unpackSome(
  folder: string,
  every: number,
  made: (bytes: Uint8Array, index: number) => Promise<Uint8Array>,
): Promise<Uint8Array[]> {
  await mkdir(folder);
  const files: Uint8Array[] = [];
  let seen = 0;
  for await (const { path, bytes } of readPictures('scenes', () => seen++ % every === 0)) {
    const picture = await made(bytes, files.length);
    await writeFile(join(folder, `${files.length}-${basename(path)}`), picture);
    // A copy: the rest of the tar must not count as memory.
    files.push(new Uint8Array(picture));
  }
  return files;
}

async function unpackStored(folder: string): Promise<string[]> {
  await mkdir(folder);
  const paths: string[] = [];
  let seen = 0;
  for await (const { bytes } of readPictures('scenes', () => seen++ % storedOf === 0)) {
    paths.push(await writeStored(folder, bytes, paths.length));
  }
  return paths;
}

/** Two of three as JPEG, the others as PNG. What a file is called does not matter. */
function enlarge(bytes: Uint8Array, index: number): Promise<Uint8Array> {
  const side = enlargedSides[index % enlargedSides.length];
  const picture = sharp(bytes).resize({ width: side, height: side, fit: 'inside' });
  return (index % 3 === 0 ? picture.png({ compressionLevel: 3 }) : picture.jpeg({ quality: 90 })).toBuffer();
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

function shares(summary: Summary): string[][] {
  return [
    ['engine ÷ floor', share(summary.ofFloor)],
    ['engine ÷ floor that also reads and hashes every file', share(summary.ofFloorIdentified)],
    ['the same in core seconds', share(summary.ofFloorIdentifiedInCoreSeconds)],
    ['cores busy', summary.coresBusy.toFixed(2)],
  ];
}

function print(result: Result): void {
  const rate = (pictures: number, seconds: number): string => `${(pictures / seconds).toFixed(1)}/s`;
  const { pictures, boxed, large, stored } = result;
  console.log(`\nRate · ${pictures} pictures, ${result.faces} faces · ${machine()}\n`);
  console.log(
    table([
      ['', 'pictures'],
      ...result.parts.map(({ part, seconds }) => [`${part} alone, all cores`, rate(pictures, seconds)]),
      ['floor: decode, detect, embed, one after the other', rate(pictures, result.floorSeconds)],
      ['engine, from folder to groups', rate(pictures, result.engineSeconds)],
      ...shares(result),
      [`face-api, one process a core, ${result.peerFaces} faces`, rate(pictures, result.peerSeconds)],
      ['engine ÷ face-api', result.timesPeer.toFixed(1)],
      [
        `floor, ${large.pictures} pictures of ${enlargedSides[0]} to ${enlargedSides.at(-1)} pixels`,
        rate(large.pictures, large.floorSeconds),
      ],
      ['engine on these', rate(large.pictures, large.engineSeconds)],
      ...shares(large),
      [
        `floor, ${stored.pictures} as artists keep them, ${storedSides[0]} to ${storedSides.at(-1)} pixels`,
        rate(stored.pictures, stored.floorSeconds),
      ],
      ...stored.parts.map(({ part, seconds }) => [`${part} alone, all cores`, rate(stored.pictures, seconds)]),
      ['engine on these', rate(stored.pictures, stored.engineSeconds)],
      ...shares(stored),
      [`engine on ${boxed.pictures} boxed by hand`, rate(boxed.pictures, boxed.seconds)],
      [`face-api on these`, rate(boxed.pictures, boxed.peerSeconds)],
      ['engine ÷ face-api on these', boxed.timesPeer.toFixed(1)],
    ]),
  );
  const { p50, p99, worst } = result.latencyMs;
  console.log(
    `\nCalls while indexing: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, worst ${worst.toFixed(0)} ms`,
  );
  console.log(
    `Peak memory of the engine process: ${Math.max(result.peakMegabytes, large.peakMegabytes, stored.peakMegabytes)} MB\n`,
  );
  const row = (name: string, { right, wrong, missed, precision, recall }: Accuracy): string[] => {
    return [name, `${right}`, `${wrong}`, `${missed}`, share(precision), share(recall)];
  };
  const head = [`faces found, IoU ${share(sameFace)}`, 'right', 'wrong', 'missed', 'precision', 'recall'];
  console.log(table([head, row('dramatis', boxed.ours), row('face-api', boxed.peers)]));
}
