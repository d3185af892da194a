import { expect, test } from 'vitest';
import { AppError, toErrorData, type ErrorCode } from '../../../../electron/contract/errors.ts';
import type { BrokenLibrary, RescueApi } from '../../../../electron/contract/api/rescue-api.ts';
import { Rescue, type WayOut } from '../../../../renderer/rescue/rescue.svelte.ts';

const backups = [{ path: '/library/backups/1.db', atMs: 1, bytes: 4_096 }];

function brokenBy(code: ErrorCode, kept = backups): BrokenLibrary {
  return { path: '/library', problem: toErrorData(new AppError(code, '/library')), backups: kept };
}

/** An engine whose library is broken until one of the ways out works. */
function around(broken: BrokenLibrary | null, works: WayOut | null) {
  let now = broken;
  const told: string[] = [];
  const open = (way: WayOut, kept: string) => async () => {
    if (works !== way) throw new AppError('not-writable', '/library');
    now = null;
    return kept;
  };
  const engine: RescueApi = {
    brokenLibrary: async () => now,
    reopenLibrary: async () => (now = works === 'again' ? null : now),
    restoreBackup: open('restore', '/library/replaced-1.db'),
    startNewLibrary: open('new', '/library/replaced-2.db'),
  };
  return { told, rescue: new Rescue(engine, (path, way) => told.push(`${way} ${path}`)) };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

test.each([
  ['library-unreadable', backups, ['restore', 'new', 'again']],
  ['library-unreadable', [], ['new', 'again']],
  ['library-newer', backups, ['again', 'new']],
  ['library-in-use', backups, ['again']],
  ['library-on-network', backups, ['again']],
  ['library-synchronised', [], ['again']],
] as const)('%s, with backups %j: the ways out are %j', async (code, kept, ways) => {
  const { rescue } = around(brokenBy(code, [...kept]), null);
  expect(rescue.ways).toEqual([]);
  rescue.connected();
  await settled();
  expect(rescue.ways).toEqual(ways);
});

test('a restored backup is told of once, and nothing is broken any more', async () => {
  const { rescue, told } = around(brokenBy('library-unreadable'), 'restore');
  rescue.connected();
  await settled();
  await rescue.restore('/library/backups/1.db');
  expect([rescue.broken, rescue.working, rescue.failure]).toEqual([null, null, null]);
  expect(told).toEqual(['restore /library/replaced-1.db']);
});

test('a way that leads nowhere says why, and the next one can be gone', async () => {
  const { rescue, told } = around(brokenBy('library-unreadable'), 'new');
  rescue.connected();
  await settled();
  await rescue.restore('/library/backups/1.db');
  expect(rescue.failure?.code).toBe('not-writable');
  expect(rescue.broken).not.toBeNull();
  await rescue.startNew();
  expect([rescue.broken, rescue.failure, told]).toEqual([null, null, ['new /library/replaced-2.db']]);
});

test('an announcement about the library is heard, others are not', async () => {
  const { rescue } = around(brokenBy('library-in-use'), 'again');
  rescue.changed(['pictures', 'settings']);
  await settled();
  expect(rescue.broken).toBeNull();
  rescue.changed(['library']);
  await settled();
  expect(rescue.broken?.problem.code).toBe('library-in-use');
  await rescue.again();
  expect(rescue.broken).toBeNull();
});
