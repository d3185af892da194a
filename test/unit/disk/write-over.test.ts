import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeOverSync } from '../../../electron/disk/write-over.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dramatis-over-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the new file stands where the old one stood, and nothing beside it', () => {
  const path = join(folder, 'settings.json');
  writeOverSync(path, 'old');
  writeOverSync(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

test('where it cannot stand, that is said, and nothing is left beside it', () => {
  const path = join(folder, 'settings.json');
  mkdirSync(join(path, 'a folder of this name'), { recursive: true });
  expect(() => writeOverSync(path, 'new')).toThrow();
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

test.skipIf(process.platform === 'win32')('a link stays, and what it leads to is written', () => {
  const [real, link] = [join(folder, 'real.json'), join(folder, 'settings.json')];
  writeFileSync(real, 'old');
  symlinkSync(real, link);
  writeOverSync(link, 'new');
  expect(readFileSync(real, 'utf8')).toBe('new');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
});
