import fs from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { millisecondsOf } from '../../../electron/engine/rename/batch/file-time.ts';
import { look } from '../../../electron/engine/rename/batch/look.ts';
import { stateOf } from '../../../electron/engine/rename/batch/step-state.ts';

test.each([0, 1.5, 1_700_000_000.123_457, 1_764_484_000.999_999, 4_000_000_000.25, -1.25])(
  'a file of the second %d has the time that scans tell of it',
  async (seconds) => {
    const folder = await mkdtemp(join(tmpdir(), 'dramatis-look-'));
    const path = join(folder, 'a.png');
    try {
      await writeFile(path, 'abc');
      await utimes(path, seconds, seconds);
      const { mtimeMs, size, ino, dev } = fs.lstatSync(path);
      expect(look(fs, path)).toEqual({ mtimeMs, size, inode: String(ino), device: String(dev), isLink: false });
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

test('times between two milliseconds keep their fraction', () => {
  expect(millisecondsOf(1_700_000_000_123_500_000n)).toBe(1_700_000_000_123.5);
});

test('two files whose numbers are one as doubles are two files', () => {
  const numbers: Readonly<Record<string, bigint>> = { old: 2n ** 60n, new: 2n ** 60n + 1n };
  const disk = {
    ...fs,
    lstatSync: (path: string) => {
      const stats = fs.lstatSync(import.meta.filename, { bigint: true });
      stats.ino = numbers[path] ?? 0n;
      return stats;
    },
  } as unknown as typeof fs;
  const stamp = look(disk, 'old')!;
  expect(stateOf(disk, [{ do: 'move', from: 'old', to: 'new', stamp }], 0, false)).toBe('todo');
});
