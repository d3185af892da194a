import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Character } from '../../../electron/contract/api/faces-api.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { generatedModels, generateLibrary } from '../engine/generated-library.ts';
import { table } from '../table.ts';

const faces = Number(process.env['N'] ?? 100_000);
const rounds = 20;
const targetMs = 100;
/** An artist is no faster; the machine groups meanwhile. */
const betweenMs = 20;

/** Groups that are taken apart, faces. */
const splitSizes = [500, 5_000, 20_000];

interface Proposal {
  readonly faces: number;
  /** Until it is shown, and after the slider was moved. */
  readonly firstMs: number;
  readonly againMs: number;
  /** For which the engine answered no other call. */
  readonly longestWaitMs: number;
}

type Kind = 'merge' | 'split' | 'undo' | 'redo' | 'list';
type Times = Record<Kind, number[]>;

/**
 * How long edits, and the list of all groups after them, take to answer in a generated library of 100,000 faces, while the machine groups
 * around each of them.
 */
export async function benchEdits(): Promise<unknown> {
  const library = await mkdtemp(join(tmpdir(), 'dramatis-edits-'));
  try {
    generateLibrary(library, faces);
    const silent = { progress: () => undefined, changed: () => undefined };
    await using engine = createEngine({
      library,
      models: Promise.resolve(generatedModels()),
      events: silent,
      watch: false,
    });
    await engine.whenIdle();
    const times = await editAll(engine);
    print(times);
    const proposals = [];
    for (const size of splitSizes.filter((faceCount) => faceCount < faces))
      proposals.push(await proposeSplit(engine, size));
    printProposals(proposals);
    return { ...times, proposals };
  } finally {
    await rm(library, { recursive: true });
  }
}

async function editAll(engine: Engine): Promise<Times> {
  const times: Times = { merge: [], split: [], undo: [], redo: [], list: [] };
  const timed = async (kind: Kind, edit: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    await edit();
    times[kind].push(performance.now() - start);
    await pause(betweenMs);
  };
  // Largest first: each round takes others, from the largest groups to those of a few faces.
  const characters = await engine.listCharacters();
  const groups = characters.filter(({ faces: size }) => size > 2);
  for (let round = 0; round < rounds; round += 1) {
    const first = Math.floor((round / rounds) ** 2 * (groups.length - 3));
    const [into, from, mixed] = groups.slice(first, first + 3) as [Character, Character, Character];
    const some = (await engine.listFaces(mixed.id, { offset: 0, limit: 20 })).map(({ id }) => id);
    await timed('merge', () => engine.mergeCharacters(into.id, [from.id]));
    await timed('split', () => engine.splitFaces(some.slice(0, Math.ceil(some.length / 2))));
    await timed('undo', () => engine.undo());
    await timed('undo', () => engine.undo());
    await timed('redo', () => engine.redo());
    // What a window asks for after every edit.
    await timed('list', () => engine.listCharacters());
  }
  return times;
}

/** The largest groups are made one of about so many faces, whose parts are proposed. */
async function proposeSplit(engine: Engine, size: number): Promise<Proposal> {
  await engine.whenIdle();
  const chosen: Character[] = [];
  for (const group of await engine.listCharacters()) {
    if (chosen.reduce((sum, one) => sum + one.faces, 0) >= size) break;
    chosen.push(group);
  }
  const [into, ...others] = chosen.map(({ id }) => id);
  if (into === undefined) throw new Error('the library has no groups');
  await engine.mergeCharacters(into, others);
  await engine.whenIdle();
  const waits = monitorEventLoopDelay({ resolution: 1 });
  waits.enable();
  const start = performance.now();
  const { parts } = await engine.proposeSplit(into);
  const first = performance.now();
  await engine.proposeSplit(into, { parts: parts.length + 1 });
  const again = performance.now();
  waits.disable();
  await engine.undo();
  await engine.whenIdle();
  const faceCount = parts.reduce((sum, part) => sum + part.faces.length, 0);
  return { faces: faceCount, firstMs: first - start, againMs: again - first, longestWaitMs: waits.max / 1e6 };
}

function printProposals(proposals: readonly Proposal[]): void {
  console.log('\nParts of a group, proposed\n');
  const rows = proposals.map(({ faces: count, ...times }) => [
    count.toLocaleString('en'),
    ...[times.firstMs, times.againMs, times.longestWaitMs].map((ms) => ms.toFixed(0)),
  ]);
  console.log(table([['faces', 'first, ms', 'another number, ms', 'longest wait of others, ms'], ...rows]));
}

function print(times: Times): void {
  console.log(`\nEdits of a library of ${faces.toLocaleString('en')} generated faces; target ${targetMs} ms\n`);
  const rows = Object.entries(times).map(([kind, all]) => {
    const sorted = all.toSorted((a, b) => a - b);
    const at = (share: number): string =>
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
    return [kind, String(all.length), at(0.5), at(0.99), at(1)];
  });
  console.log(table([['call', 'times', 'median, ms', 'p99, ms', 'longest, ms'], ...rows]));
}
