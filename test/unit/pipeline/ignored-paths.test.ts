import { join, parse } from 'node:path';
import { expect, test } from 'vitest';
import { ignoredPaths } from '../../../electron/engine/pipeline/folders/ignored-paths.ts';

// The root of this drive, as an artist adds one: `D:\` or `/`.
const { root } = parse(import.meta.filename);
const at = (...names: string[]) => join(root, ...names);
const isIgnored = ignoredPaths({
  library: at('no such library'),
  roots: () => [root],
  excludes: () => null,
  isLeftOut: () => false,
});

test.each([
  '$RECYCLE.BIN',
  '$Recycle.Bin',
  'System Volume Information',
  '.Trash-1000',
  '.Spotlight-V100',
  'lost+found',
])('of a whole drive, %s is none of our business', (name) => {
  expect(isIgnored(at(name), true)).toBe(true);
});

test('the pictures of a whole drive are', () => {
  expect(isIgnored(at('art'), true)).toBe(false);
  expect(isIgnored(at('a.png'), false)).toBe(false);
});

test('the library is left out, and what is called like it is not', () => {
  expect(isIgnored(at('no such library'), true)).toBe(true);
  expect(isIgnored(at('no such library', 'previews', 'a.webp'), false)).toBe(true);
  expect(isIgnored(at('no such library 2'), true)).toBe(false);
});
