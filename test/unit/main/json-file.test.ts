import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { JsonFile } from '../../../electron/main/json-file.ts';

const schema = z.strictObject({ size: z.int() });
const fallback = { size: 1 };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dramatis-json-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was written is read by the next start, and no other file is left', () => {
  const path = join(folder, 'settings.json');
  new JsonFile(path, schema, fallback).write({ size: 7 });
  expect(new JsonFile(path, schema, fallback).value).toEqual({ size: 7 });
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

test('a write that fails says so, and leaves nothing beside the file', () => {
  const path = join(folder, 'settings.json');
  mkdirSync(join(path, 'a folder of this name'), { recursive: true });
  expect(() => new JsonFile(path, schema, fallback).write({ size: 7 })).toThrow();
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

test.each(['', '{', '{"size":"large"}', '{"size":3,"more":true}', '[]'])(
  'a damaged file (%s) is as good as none',
  (text) => {
    const path = join(folder, 'settings.json');
    writeFileSync(path, text);
    expect(new JsonFile(path, schema, fallback).value).toEqual(fallback);
  },
);
