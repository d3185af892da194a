import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noPostgres, startCluster, type Cluster } from '../../support/studio/cluster.ts';
import { runSequence } from '../../support/studio/sequence.ts';
import { StudioServer } from '../../../electron/engine/studio/server/server.ts';

/** A thousand take minutes: `STUDIO_SEQUENCES=1000 npm run check -- tests`. */
const sequences = Number(process.env.STUDIO_SEQUENCES ?? 40);
const first = Number(process.env.STUDIO_FIRST ?? 1);

describe.skipIf(noPostgres !== null)(
  `machines of one studio${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`,
  () => {
    let cluster: Cluster;
    let servers: StudioServer[];
    const connect = (user?: string) =>
      StudioServer.connect({ url: cluster.url('sequences', user), ca: null, password: null });

    beforeAll(async () => {
      cluster = await startCluster();
      await cluster.database('sequences');
      await using admin = await connect();
      await admin.init();
      servers = await Promise.all(['mia', 'ken', 'yui'].map(connect));
    });
    afterAll(async () => {
      for (const server of servers) await server[Symbol.asyncDispose]();
      await cluster[Symbol.asyncDispose]();
    });

    test(`end with the same facts after ${sequences} sequences of edits, undos, cuts and syncs`, async () => {
      for (let seed = first; seed < first + sequences; seed += 1) {
        await cluster.sql(
          'sequences',
          'TRUNCATE dramatis.event, dramatis.named; UPDATE dramatis.studio SET last = 0, epoch = gen_random_uuid()',
        );
        const { desks } = await runSequence(seed, servers);
        const [one, ...others] = desks;
        for (const other of others) expect(other, `seed ${seed}`).toEqual(one);
        expect(one?.unsent, `seed ${seed}`).toBe(0);
        const stored = await cluster.sql<{ id: string }>('sequences', 'SELECT id FROM dramatis.event ORDER BY seq');
        expect(stored.map(({ id }) => id), `seed ${seed}`).toEqual(one?.events); // prettier-ignore
      }
    });
  },
);
