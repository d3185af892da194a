import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Character } from '../../../electron/contract/api/faces-api.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import type { TestStudio } from '../../support/studio/studio.ts';
import { generateLibrary } from '../engine/generated-library.ts';
import { openGenerated } from './bench-studio.ts';

const faces = 20_000;
const rounds = 120;
/** Longer than a machine waits until it tells of an edit, and hears of it again. */
const pauseMs = 400;

export interface LocalEdits {
  readonly edits: number;
  /** What an artist waits for: medians. */
  readonly aloneMs: number;
  readonly joinedMs: number;
  /** What the engine's thread works for it, of a processor that other programs use too: medians. */
  readonly aloneCpuMs: number;
  readonly joinedCpuMs: number;
  /**
   * How many times as much work: the median of pairs of rounds, in which each library came first once. Rounds differ, as groups do; both libraries
   * do the same in one.
   */
  readonly more: number;
  /** What is done when the artist has their answer, for an edit: it becomes an event, is sent, and comes back with its number. */
  readonly afterMs: number;
}

/**
 * The same edits in two equal libraries, in turn: one is in no studio, the other one in one that it is connected with. What the studio makes
 * of them is waited for in between, and told apart.
 */
export async function localEdits(studio: TestStudio, folder: string): Promise<LocalEdits> {
  const libraries = [join(folder, 'alone'), join(folder, 'joined')] as const;
  for (const library of libraries) generateLibrary(library, faces);
  await using one = openGenerated(libraries[0], true);
  await using other = openGenerated(libraries[1], true);
  for (const engine of [one, other]) await engine.whenIdle();
  await other.joinStudio({ url: studio.url('mia') });
  await toldOfPictures(studio);
  const times = { alone: [] as Took[], joined: [] as Took[] };
  const after: number[] = [];
  const groups = (await one.listCharacters()).filter(({ faces: size }) => size > 2);
  for (let round = 0; round < rounds; round += 1) {
    // Whoever comes first in a round waits for what the last one has left to do.
    const order =
      round % 2 === 0
        ? ([
            ['alone', one],
            ['joined', other],
          ] as const)
        : ([
            ['joined', other],
            ['alone', one],
          ] as const);
    for (const [name, engine] of order) times[name].push(await editOnce(engine, groups, round));
    const started = performance.now();
    await other.syncStudio();
    after.push(performance.now() - started);
    await setTimeout(pauseMs);
  }
  const work = (of: 'alone' | 'joined') => pairs(times[of].map(({ cpu }) => cpu));
  const workAlone = work('alone');
  const more = median(work('joined').map((ms, pair) => ms / (workAlone[pair] ?? 0)));
  const perEdit = (all: readonly Took[], what: keyof Took) => median(all.map((took) => took[what])) / 5;
  const { alone, joined } = times;
  return {
    ...{ edits: rounds * 5, more, afterMs: median(after) / 5 },
    ...{ aloneMs: perEdit(alone, 'wall'), joinedMs: perEdit(joined, 'wall') },
    ...{ aloneCpuMs: perEdit(alone, 'cpu'), joinedCpuMs: perEdit(joined, 'cpu') },
  };
}

function pairs(rounds: readonly number[]): number[] {
  return rounds.flatMap((ms, round) => (round % 2 === 0 ? [ms + (rounds[round + 1] ?? 0)] : []));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** A machine that has just joined tells who has which pictures meanwhile. */
async function toldOfPictures(studio: TestStudio): Promise<void> {
  for (;;) {
    const [row] = await studio.sql<{ n: number }>('SELECT count(*)::int AS n FROM dramatis.holder');
    if (row?.n === faces) return;
    await setTimeout(pauseMs);
  }
}

/** Milliseconds. */
interface Took {
  readonly wall: number;
  readonly cpu: number;
}

/** Five edits. */
async function editOnce(engine: Engine, groups: readonly Character[], round: number): Promise<Took> {
  const [into, from, mixed] = groups.slice(round * 3, round * 3 + 3) as [Character, Character, Character];
  const some = (await engine.listFaces(mixed.id, { offset: 0, limit: 3 })).map(({ id }) => id);
  const [started, worked] = [performance.now(), process.threadCpuUsage()];
  await engine.nameCharacter(into.id, `Cast ${round}`);
  await engine.mergeCharacters(into.id, [from.id]);
  await engine.splitFaces(some.slice(0, 1));
  await engine.undo();
  await engine.rejectFaces(some.slice(1, 2), mixed.id);
  const wall = performance.now() - started;
  const { user, system } = process.threadCpuUsage(worked);
  return { wall, cpu: (user + system) / 1_000 };
}
