import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { StudioEvent } from '../../../electron/engine/studio/facts/log.ts';
import { noPostgres } from '../../support/studio/cluster.ts';
import { openStudio, type TestStudio } from '../../support/studio/studio.ts';

let studio: TestStudio;

beforeAll(async () => {
  if (noPostgres === null) studio = await openStudio('numbers');
});
beforeEach(async ({ skip }) => {
  if (noPostgres !== null) return skip(noPostgres);
  await studio.empty();
});
afterAll(async () => {
  if (noPostgres === null) await studio[Symbol.asyncDispose]();
});

function decision(name: string): StudioEvent {
  return { id: randomUUID(), atMs: 0, kind: 'name', name, count: 1, body: { facts: [], faces: {} } };
}

async function waitingForLocks(): Promise<number> {
  const [row] = await studio.sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%dramatis.push%'",
  );
  return row?.n ?? 0;
}

test('a push waits for the one that has taken a number before it: nobody is shown a later decision first, and then misses the earlier', async () => {
  await using mia = await studio.connect('mia');
  await using ken = await studio.connect('ken');
  await using yui = await studio.connect('yui');
  const { epoch } = await yui.hello();
  const names = async () => (await yui.pull(epoch, 0, null, 10)).map(({ seq, author, name }) => [seq, author, name]);
  await mia.rows('BEGIN');
  await mia.push(epoch, [decision('first')]);
  const second = ken.push(epoch, [decision('second')]);
  while ((await waitingForLocks()) === 0);
  expect(await names()).toEqual([]);
  await mia.rows('COMMIT');
  await second;
  expect(await names()).toEqual([
    [1, 'mia', 'first'],
    [2, 'ken', 'second'],
  ]);
});

test('a push that is taken back leaves no gap', async () => {
  await using mia = await studio.connect('mia');
  const { epoch } = await mia.hello();
  await mia.rows('BEGIN');
  await mia.push(epoch, [decision('never')]);
  await mia.rows('ROLLBACK');
  await mia.push(epoch, [decision('first')]);
  expect(await mia.pull(epoch, 0, null, 10)).toMatchObject([{ seq: 1, name: 'first' }]);
});

test('a studio that is made again is the same one, with all that it knows', async () => {
  await using mia = await studio.connect('mia');
  const before = await mia.hello();
  await mia.push(before.epoch, [decision('first')]);
  await using owner = await studio.connect();
  await owner.init();
  expect((await mia.hello()).epoch).toBe(before.epoch);
  expect(await mia.pull(before.epoch, 0, null, 10)).toMatchObject([{ seq: 1, name: 'first' }]);
  expect((await mia.members()).map(({ name }) => name)).toContain('mia');
});
