import { expect, test } from 'vitest';
import { readArguments } from '../../../build/dev/arguments.ts';

const cwd = process.platform === 'win32' ? 'C:\\here' : '/here';
const below = (name: string): string => cwd + (process.platform === 'win32' ? '\\' : '/') + name;

test('without arguments it is the drawn library, with stand-ins for the networks', () => {
  expect(readArguments([], cwd)).toEqual({ folder: null, realModels: false, library: null, port: 5173 });
});

test('a folder of the artist, the real networks, another library, another port', () => {
  const args = ['--models', '--library', 'mine', 'art', '--port', '8000'];
  expect(readArguments(args, cwd)).toEqual({
    folder: below('art'),
    realModels: true,
    library: below('mine'),
    port: 8_000,
  });
});

test.each([[['one', 'two']], [['--port', 'x']], [['--port', '65536']], [['--unknown']]])('%j is refused', (args) => {
  expect(() => readArguments(args, cwd)).toThrow();
});
