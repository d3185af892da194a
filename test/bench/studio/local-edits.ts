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
  /** How many times as long, of a round: the median. Rounds differ, as groups do; both libraries do the same in one. */
  readonly more: number;
  /** What is done when the artist has their answer, for an edit: it becomes an event, is sent, and comes back with its number. */
  readonly afterMs: number;
}

/**
 * The same edits in two equal libraries, in turn: one is in no studio, the other one in one that it is connected with. What the studio makes
 * of them is waited for in between, and told apart.
 */
export async function localEdits(studio: TestStudio, folder: string): Promise<LocalEdits> {
  const [alone, joined] = [join(folder, 'alone'), join(folder, 'joined')];
  for (const library of [alone, joined]) generateLibrary(library, faces);
  await using one = openGenerated(alone, true);
  await using other = openGenerated(joined, true);
  for (const engine of [one, other]) await engine.whenIdle();
  await other.joinStudio({ url: studio.url('mia') });
  await toldOfPictures(studio);
  const times = { alone: [] as number[], joined: [] as number[], after: [] as number[] };
  const groups = (await one.listCharacters()).filter(({ faces: size }) => size > 2);
  for (let round = 0; round < rounds; round += 1) {
    // Whoever comes first in a round waits for what the last one has left to do.
    const order = round % 2 === 0 ? ([['alone', one], ['joined', other]] as const) : ([['joined', other], ['alone', one]] as const); // prettier-ignore
    for (const [name, engine] of order) times[name].push(await editOnce(engine, groups, round));
    const started = performance.now();
    await other.syncStudio();
    times.after.push(performance.now() - started);
    await setTimeout(pauseMs);
  }
  const more = median(times.joined.map((ms, round) => ms / (times.alone[round] ?? 0)));
  const [aloneMs = 0, joinedMs = 0, afterMs = 0] = [times.alone, times.joined, times.after].map(
    (all) => median(all) / 5,
  );
  return { edits: rounds * 5, aloneMs, joinedMs, more, afterMs };
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

/** Five edits, milliseconds. */
async function editOnce(engine: Engine, groups: readonly Character[], round: number): Promise<number> {
  const [into, from, mixed] = groups.slice(round * 3, round * 3 + 3) as [Character, Character, Character];
  const some = (await engine.listFaces(mixed.id, { offset: 0, limit: 3 })).map(({ id }) => id);
  const started = performance.now();
  await engine.nameCharacter(into.id, `Cast ${round}`);
  await engine.mergeCharacters(into.id, [from.id]);
  await engine.splitFaces(some.slice(0, 1));
  await engine.undo();
  await engine.rejectFaces(some.slice(1, 2), mixed.id);
  return performance.now() - started;
}
