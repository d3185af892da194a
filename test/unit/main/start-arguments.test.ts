import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readStartArguments } from '../../../build/set-up/start-arguments.mjs';
import { readCommandLine } from '../../../electron/main/command-line.ts';

const lines = [
  [],
  ['art'],
  ['--library', 'lib', 'art', '/more'],
  ['art', '--library', 'lib'],
  ['--no-sandbox', 'art'],
  ['--library'],
];

test('the folder of --library is no folder to sort', () => {
  expect(readStartArguments(['--library', 'lib', 'art'])).toEqual({
    folders: [resolve('art')],
    library: resolve('lib'),
  });
});

test.each(lines.map((line) => ({ line })))('npm start reads $line as the app does', ({ line }) => {
  expect(readStartArguments(line)).toEqual(readCommandLine(line, process.cwd()));
});
