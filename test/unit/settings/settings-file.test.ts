import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '../../../electron/contract/api/settings-api.ts';
import { readSettings, writeSettings } from '../../../electron/engine/settings/settings-file.ts';

let library: string;
beforeEach(() => {
  library = mkdtempSync(join(tmpdir(), 'dramatis-settings-'));
});
afterEach(() => rmSync(library, { recursive: true }));

test('settings that were written are read again', () => {
  const settings = { ...defaultSettings, processor: 'cuda', threads: 3, models: '/models' } as const;
  writeSettings(library, settings);
  expect(readSettings(library)).toEqual(settings);
  expect(readdirSync(library)).toEqual(['settings.json']);
});

test('settings that cannot be written are an error, and leave nothing beside', () => {
  mkdirSync(join(library, 'settings.json', 'a folder of this name'), { recursive: true });
  expect(() => writeSettings(library, defaultSettings)).toThrow();
  expect(readdirSync(library)).toEqual(['settings.json']);
});

test.each([
  ['no file', null, {}],
  ['a file that was cut off', '{ "processor": "cp', {}],
  ['a list', '[1, 2]', {}],
  ['a value that makes no sense, which costs only itself', '{ "threads": -1, "backups": 2 }', { backups: 2 }],
  ['a setting of a later version', '{ "colourful": true, "processor": "cpu" }', { processor: 'cpu' }],
])('the defaults stand in for %s', (_, text, read) => {
  if (text !== null) writeFileSync(join(library, 'settings.json'), text);
  expect(readSettings(library)).toEqual({ ...defaultSettings, ...read });
});

test('patterns of what is left out are kept; one that is no text is as by default', () => {
  writeSettings(library, { ...defaultSettings, exclude: ['drafts/', '*_old.png'] });
  expect(readSettings(library).exclude).toEqual(['drafts/', '*_old.png']);
  writeFileSync(join(library, 'settings.json'), '{"exclude": [1]}');
  expect(readSettings(library).exclude).toEqual([]);
});
