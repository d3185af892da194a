import { afterAll, beforeAll, expect, test } from 'vitest';
import { noPostgres } from '../../support/studio/cluster.ts';
import { runSequence } from '../../support/studio/sequence.ts';
import { openStudio, type TestStudio } from '../../support/studio/studio.ts';

/** A thousand take ten minutes: `STUDIO_SEQUENCES=1000`, and `STUDIO_FIRST` for the seed to start with. */
const sequences = Number(process.env['STUDIO_SEQUENCES'] ?? 25);
const first = Number(process.env['STUDIO_FIRST'] ?? 1);

let studio: TestStudio;

beforeAll(async () => {
  if (noPostgres === null) studio = await openStudio('sequences');
});
afterAll(async () => {
  if (noPostgres === null) await studio[Symbol.asyncDispose]();
});

test(
  `three machines end with the same facts after ${sequences} sequences of edits, undos, cuts and syncs`,
  { timeout: 3_600_000 },
  async ({ skip }) => {
    if (noPostgres !== null) return skip(noPostgres);
    const servers = await Promise.all(['mia', 'ken', 'yui'].map((user) => studio.connect(user)));
    for (let seed = first; seed < first + sequences; seed += 1) {
      await studio.empty();
      const { desks } = await runSequence(seed, servers);
      const [one, ...others] = desks;
      for (const other of others) expect(other, `seed ${seed}`).toEqual(one);
      // What a machine did as events came is what follows from all of them.
      for (const { said, rebuilt } of desks) expect(said, `seed ${seed}`).toEqual(rebuilt);
      expect(one?.unsent, `seed ${seed}`).toBe(0);
      const stored = await studio.sql<{ id: string }>('SELECT id FROM dramatis.event ORDER BY seq');
      expect(stored.map(({ id }) => id)).toEqual(one?.events);
    }
    for (const server of servers) await server[Symbol.asyncDispose]();
  },
);
