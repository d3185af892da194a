import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { noPostgres } from '../support/studio/cluster.ts';
import type { LostNetwork } from '../support/studio/lost-network.ts';

/** Only Linux has network namespaces, and only its administrator may make one. */
function missing(): string | null {
  if (noPostgres !== null) return noPostgres;
  const { status } = spawnSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up']);
  return status === 0 ? null : 'no network namespace can be made here';
}

const why = missing();

test.skipIf(why !== null)(
  `a network that goes without a word in the middle of a first sync, and comes back, loses and doubles nothing${why === null ? '' : ` (skipped: ${why})`}`,
  { timeout: 900_000 },
  async () => {
    const program = join(import.meta.dirname, '../support/studio/lost-network.ts');
    const { stdout } = await promisify(execFile)('unshare', ['--net', process.execPath, program]);
    const saw = JSON.parse(stdout) as LostNetwork;
    const [went, later, end] = saw.taken;
    // At most the answer that had come already was taken in while nothing came.
    expect([went > 0, later < 5_000, later - went <= 500]).toEqual([true, true, true]);
    expect(end).toBe(saw.events);
    expect(saw).toMatchObject({ cast: 5_000, renamed: 1, unsent: 0 });
    // An artist does not wait for a network that is not there, neither for an edit nor for the end.
    expect(saw.answerMs).toBeLessThan(5_000);
    expect(saw.closeMs).toBeLessThan(30_000);
  },
);
