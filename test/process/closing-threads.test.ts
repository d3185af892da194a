import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = join(import.meta.dirname, '../support/close-threads.ts');

test('threads that are closed in the middle of a search keep the process alive until they have ended', async () => {
  // With code 13 Node ends a program that waits for something which can never come.
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  expect(stdout).toBe('closed\n');
});
