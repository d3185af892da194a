import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { FaceId } from '../../../electron/contract/ids.ts';
import type { NumberedEvent } from '../../../electron/engine/studio/facts/log.ts';
import { Desk } from '../../support/studio/desk.ts';
import { doSomething, randomFrom, type Random } from '../../support/studio/sequence.ts';

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

/** Every machine has the same pictures, and makes the same two groups. */
async function deskWith(random: Random, deeds: number): Promise<{ desk: Desk; faces: FaceId[] }> {
  const desk = new Desk();
  const faces = desk.addPictures(4, 3);
  for (const at of [0, 5]) desk.group(faces.slice(at, at + 4));
  for (let deed = 0; deed < deeds; deed += 1) await doSomething(desk, faces, random);
  return { desk, faces };
}

function join(desk: Desk, me: string): void {
  desk.join('postgresql://studio');
  desk.replica.membership.met({ epoch: 'one', me, role: 'lead' });
}

/** What a colleague has decided, as the server has it. */
async function colleaguesLog(random: Random): Promise<NumberedEvent[]> {
  const { desk, faces } = await deskWith(random, 20);
  using _desk = desk;
  join(desk, 'mia');
  desk.replica.rebuild();
  for (let deed = 0; deed < 40; deed += 1) await doSomething(desk, faces, random);
  desk.replica.tell();
  return desk.replica.log.unsent(1_000, 0).map((event, at) => ({ ...event, author: 'mia', seq: at + 1 }));
}

/** A machine with decisions of its own, to which all of the log has come, in pieces. */
async function joining(random: Random): Promise<{ desk: Desk; faces: FaceId[] }> {
  const log = await colleaguesLog(random);
  const made = await deskWith(random, 10);
  join(made.desk, 'ken');
  for (let at = 0; at < log.length; at += 7) made.desk.replica.take(log.slice(at, at + 7));
  return made;
}

/** Does something between all parts of a first sync; answers how often. */
async function between(desk: Desk, work: () => unknown): Promise<number> {
  const over = new AbortController();
  const done = desk.replica.rebuildInParts().finally(() => over.abort());
  let parts = 0;
  while (!over.signal.aborted) {
    await work();
    parts += 1;
    await nextTurn();
  }
  await done;
  return parts;
}

/** By ids of rows: who has no name in the studio yet is given another one each time. */
function saidHere(desk: Desk): [string, string[]][] {
  const rows = desk.db.prepare<[], [string, number]>('SELECT uuid, character FROM studio_character').raw().all();
  const ids = new Map(rows);
  const here = (line: string) =>
    line.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (uuid) => `${ids.get(uuid)}`);
  return Object.entries(desk.said() as Record<string, string[]>).map(([table, lines]) => [
    table,
    lines.map(here).toSorted(),
  ]);
}

function saidAnew(desk: Desk): unknown {
  desk.replica.membership.startAgain();
  desk.replica.rebuild();
  return desk.said();
}

test.each(seeds)('the parts of a first sync come to what all at once comes to: seed %i', async (seed) => {
  const { desk } = await joining(randomFrom(seed));
  using _desk = desk;
  await desk.replica.rebuildInParts();
  const said = desk.said();
  expect(saidAnew(desk)).toEqual(said);
});

test.each(seeds)('an artist works on between the parts of a first sync: seed %i', async (seed) => {
  const random = randomFrom(seed);
  const { desk, faces } = await joining(random);
  using _desk = desk;
  const parts = await between(desk, () => doSomething(desk, faces, random));
  expect(parts).toBeGreaterThan(2);
  desk.replica.tell();
  const said = desk.said();
  expect(saidAnew(desk)).toEqual(said);
});

test.each(seeds)(
  'an engine that is killed between the parts of a first sync ends with the same: seed %i',
  async (seed) => {
    const { desk } = await joining(randomFrom(seed));
    using _desk = desk;
    const killed: Buffer[] = [];
    await between(desk, () => void killed.push(desk.db.serialize()));
    expect(killed.length).toBeGreaterThan(2);
    for (const copy of killed) {
      using next = new Desk(copy);
      next.replica.followPictures();
      expect(next.replica.membership.get()?.rebuild).toBe(true);
      next.replica.arrivals();
      await next.replica.rebuildInParts();
      expect(saidHere(next)).toEqual(saidHere(desk));
      expect(next.replica.log.unsentCount()).toBe(desk.replica.log.unsentCount());
      expect(next.replica.overruled.count()).toBe(desk.replica.overruled.count());
    }
  },
);
