import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';

const program = join(import.meta.dirname, '../support/close-threads.ts');
let said: readonly string[];

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--trace-wasm-code-gc', program]);
  said = stdout.trim().split('\n');
});

test('threads that are closed in the middle of a search keep the process alive until they have ended', () => {
  // With code 13 Node ends a program that waits for something which can never come.
  expect(said.at(-1)).toBe('closed');
});

test('no code of WebAssembly is collected while threads come and go, which could end the process', () => {
  expect(said.filter((line) => line.startsWith('[wasm-gc]'))).toEqual([]);
});
