import { expect, test } from 'vitest';
import type { FileSystem } from '../../../../electron/engine/rename/batch/file-system.ts';
import { moveFile } from '../../../../electron/engine/rename/batch/move-file.ts';

/** A disk that answers a link with `code`; the calls are noted. */
function disk(code: string) {
  const calls: string[] = [];
  const fs = {
    linkSync: () => {
      throw Object.assign(new Error(code), { code });
    },
    openSync: (path: string, flags: string) => calls.push(`open ${path} ${flags}`),
    closeSync: () => undefined,
    lstatSync: () => ({ size: 0 }),
    renameSync: (from: string, to: string) => calls.push(`rename ${from} ${to}`),
  } as unknown as FileSystem;
  return { fs, calls };
}

// EISDIR: what Node makes of the answer of Windows on FAT and exFAT.
test.each(['EISDIR', 'EPERM', 'ENOTSUP', 'ENOSYS'])(
  'where files cannot be linked (%s), an empty file holds the name',
  (code) => {
    const { fs, calls } = disk(code);
    let allowed = 0;
    moveFile(fs, 'a.png', 'b.png', { allow: () => (allowed += 1) });
    expect(calls).toEqual(['open b.png wx', 'rename a.png b.png']);
    expect(allowed).toBe(1);
  },
);

test('a name that is taken is not touched', () => {
  const { fs, calls } = disk('EEXIST');
  expect(() => moveFile(fs, 'a.png', 'b.png', { allow: () => undefined })).toThrow('target-appeared');
  expect(calls).toEqual([]);
});
