import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LogFile } from '../../../electron/main/engine/log-file.ts';

test('a log never grows beyond itself and its predecessor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-log-'));
  const log = new LogFile(join(folder, 'logs/engine.log'));
  const megabyte = 'x'.repeat(1024 * 1024);
  for (let written = 0; written < 20; written += 1) log.write(megabyte);
  const files = readdirSync(join(folder, 'logs')).sort();
  const sizes = files.map((file) => statSync(join(folder, 'logs', file)).size);
  rmSync(folder, { recursive: true });
  expect(files).toEqual(['engine.log', 'engine.log.old']);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(6 * megabyte.length);
});
