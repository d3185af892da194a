import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storedSettingsSchema } from '../../../electron/contract/shell/shell-schemas.ts';
import { defaultWindowSettings } from '../../../electron/contract/shell/window-settings.ts';
import { JsonFile } from '../../../electron/main/json-file.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dramatis-window-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  [
    'that an earlier release wrote, with a setting less',
    '{"theme":"dark","tileSize":200}',
    { theme: 'dark', tileSize: 200 },
  ],
  ['that a later release wrote, with a setting more', '{"theme":"dark","sparkles":true}', { theme: 'dark' }],
  ['with a value that makes no sense', '{"theme":"pink","language":"ja","tileSize":9000}', { language: 'ja' }],
  ['that is no JSON', '{', {}],
  ['that is something else', '[1, 2]', {}],
])('a settings file %s keeps all else, and the default for that', (_, text, kept) => {
  const path = join(folder, 'settings.json');
  writeFileSync(path, text);
  expect(new JsonFile(path, storedSettingsSchema, defaultWindowSettings).value).toEqual({
    ...defaultWindowSettings,
    ...kept,
  });
});
