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
/** About as often as a window asks. The time that answers take is measured in a run of its own, which asks all the time. */
const windowAsksEveryMs = 100;
/** Tight boxes and loose ones of the same face overlap at least this much. */
const sameFace = 0.3;

interface Picture {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly truth: Checked['truth'];
}

/** The whole engine against what its decoder and its networks allow, and against face-api, on the hand-boxed pictures. */
export async function benchRate(modelFolder: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-rate-'));
  try {
    const pictures = await unpack(join(folder, 'art'));
    return await measure(pictures, folder, modelFolder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(pictures: readonly Picture[], folder: string, modelFolder: string): Promise<unknown> {
  const manifest = await loadManifest(modelFolder);
  const files = pictures.map(({ bytes }) => bytes);
  const runs: EngineRun[] = [];
  const floors: Floor[] = [];
  for (let round = 0; round < rounds; round++) {
    const run = await runEngine(join(folder, 'art'), join(folder, 'library'), modelFolder, windowAsksEveryMs);
    runs.push(run);
    floors.push(await measureFloor(files, run.faces.length, manifest, run.processor.threads));
  }
  const asked = await runEngine(join(folder, 'art'), join(folder, 'library'), modelFolder);
  const peer = await runPeer(
    pictures.map(({ path }) => path),
    availableParallelism(),
  );
  const result = summarise(pictures, runs, asked.latencies, floors, peer);
  print(result);
  return { machine: machine(), models: modelVersion(manifest), ...result, runs: runs.map(withoutFaces), floors };
}

/** What a run took: which faces it found is summed up elsewhere. */
function withoutFaces({ seconds, pictures, skipped, faces, peakMegabytes }: EngineRun) {
  return { seconds, pictures, skipped, faces: faces.length, peakMegabytes };
}

type Result = ReturnType<typeof summarise>;

function summarise(
  pictures: readonly Picture[],
  runs: readonly EngineRun[],
  latencies: readonly number[],
  floors: readonly Floor[],
  peer: PeerRun,
) {
  const engine = median(runs.map(({ seconds }) => seconds));
  const parts = (['decode', 'detect', 'embed'] as const).map((part) => ({
    part,
    seconds: median(floors.map((floor) => floor[part])),
  }));
  const floor = median(floors.map(({ decode, detect, embed }) => decode + detect + embed));
  return {
    pictures: pictures.length,
    faces: runs[0]?.faces.length ?? 0,
    provider: runs[0]?.processor.provider,
    threads: runs[0]?.processor.threads,
    engineSeconds: engine,
    floorSeconds: floor,
    parts,
    ofFloor: median(runs.map(({ seconds }, round) => floorOf(floors[round]) / seconds)),
    latencyMs: { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), worst: latencies.at(-1) ?? 0 },
    latencyCalls: latencies.length,
    peakMegabytes: Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes ?? 0)),
    peerSeconds: peer.seconds,
    timesPeer: peer.seconds / engine,
    ours: accuracy(checksOf(pictures, runs[0]), sameFace),
    peers: accuracy(
      pictures.map(({ truth }, index) => ({ truth, found: peer.found[index] ?? [] })),
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

async function unpack(folder: string): Promise<Picture[]> {
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
    // A copy: the rest of the tar must not count as memory.
    pictures.push({ path, bytes: new Uint8Array(bytes), truth });
  }
  return pictures;
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

function print(result: Result): void {
  const rate = (seconds: number): string => `${(result.pictures / seconds).toFixed(1)}/s`;
  console.log(`\nRate · ${result.pictures} hand-boxed pictures, ${result.faces} faces · ${machine()}\n`);
  console.log(
    table([
      ['', 'pictures'],
      ...result.parts.map(({ part, seconds }) => [`${part} alone, all cores`, rate(seconds)]),
      ['floor: one after the other', rate(result.floorSeconds)],
      ['engine, from folder to groups', rate(result.engineSeconds)],
      ['engine ÷ floor', share(result.ofFloor)],
      ['face-api, one process a core', rate(result.peerSeconds)],
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
