import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StudioServer } from '../../../electron/engine/studio/server/server.ts';
import { noPostgres, startCluster, type Cluster } from '../../support/studio/cluster.ts';
import { Desk } from '../../support/studio/desk.ts';

/** A disk of 24 MB: a tmpfs, which root alone can mount. */
const disk = mkdtempSync(join(tmpdir(), 'dramatis-small-disk-'));
const mounted =
  process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]).status === 0;
const reason = noPostgres ?? (mounted ? null : 'a small disk can be mounted on Linux only, and by root');
let cluster: Cluster;

beforeAll(async () => {
  if (reason !== null) return;
  cluster = await startCluster();
  chownSync(disk, cluster.user.uid ?? 0, cluster.user.gid ?? 0);
});
afterAll(async () => {
  if (reason === null) await cluster[Symbol.asyncDispose]();
  if (mounted) spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

test('a server without space says so, and what was decided waits and arrives once', async ({ skip }) => {
  if (reason !== null) return skip(reason);
  await cluster.sql('postgres', `CREATE TABLESPACE small LOCATION '${disk}'`);
  await cluster.database('art', 'TABLESPACE small');
  const connect = () => StudioServer.connect({ url: cluster.url('art'), ca: null, password: null });
  await using server = await connect();
  await server.init();
  using here = new Desk();
  const faces = here.addPictures(100, 3);
  here.join('postgresql://studio');
  await here.sync(server);
  // Down to the last page.
  await cluster.sql('art', 'CREATE TABLE filler (x text)');
  const fill = (rows: number) =>
    cluster.sql('art', `INSERT INTO filler SELECT repeat(md5(n::text), 30) FROM generate_series(1, ${rows}) n`);
  for (const rows of [5_000, 500, 50, 5, 1]) {
    while (
      await fill(rows).then(
        () => true,
        () => false,
      )
    );
  }
  here.edits.moveFaces(faces, { name: 'Aiko' });
  const syncing = here.sync(server);
  await expect(syncing).rejects.toMatchObject({ code: 'studio-full' });
  await expect(syncing).rejects.toThrow(/no space left/);
  expect(here.replica.log.unsentCount()).toBe(1);
  const [{ n } = { n: '' }] = await cluster.sql<{ n: string }>('art', 'SELECT count(*) AS n FROM dramatis.event');
  expect(n).toBe('0');
  await cluster.sql('art', 'DROP TABLE filler');
  await here.sync(server);
  const kept = await cluster.sql<{ name: string }>('art', 'SELECT name FROM dramatis.event');
  expect([kept, here.replica.log.unsentCount()]).toEqual([[{ name: 'Aiko' }], 0]);
});
