import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { path } from '../../../electron/contract/checks.ts';
import { writtenValueOf } from '../../../electron/cli/upkeep/setting-values.ts';

test.each([
  ['a choice', z.enum(['a', 'b']), 'b', 'b'],
  ['a number', z.int().min(1).max(9), '7', 7],
  ['yes or no', z.boolean(), 'false', false],
  ['a list', z.array(z.string()), 'a, b,', ['a', 'b']],
  ['a folder', path, 'art', resolve('art')],
  ['another text', z.string(), 'art', 'art'],
  ['what can be left to the app', z.boolean().nullable(), 'auto', null],
])('%s is read as it is written', (_, schema, written, read) => {
  expect(writtenValueOf(schema).read(written)).toEqual(read);
});

test.each([
  ['a number', z.int().min(1).max(9), 'many'],
  ['a number', z.int().min(0).max(9), ''],
  ['yes or no', z.boolean(), 'perhaps'],
  ['a folder', path, ''],
])('%s that is something else is refused by its schema', (_, schema, written) => {
  expect(schema.safeParse(writtenValueOf(schema).read(written)).success).toBe(false);
});
