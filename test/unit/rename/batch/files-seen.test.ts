import { expect, test } from 'vitest';
import { FilesSeen } from '../../../../electron/engine/rename/survey/files-seen.ts';

const file = { size: 5, mtimeMs: 1_700_000_000_000.25, inode: String(2n ** 63n + 1n), device: '7', isLink: false };

test('what one thread has seen, from the last file to the first, another reads from the same memory', () => {
  const looking = new FilesSeen(3);
  const asking = new FilesSeen(3, looking.buffer);
  const known = () => [0, 1, 2].map((at) => asking.get(at));
  expect(known()).toEqual([undefined, undefined, undefined]);
  looking.put(file);
  expect(known()).toEqual([undefined, undefined, file]);
  // One that could not be seen is as unknown as one that nobody looked at.
  looking.put(null);
  looking.put({ ...file, isLink: true });
  expect(known()).toEqual([{ ...file, isLink: true }, undefined, file]);
});
