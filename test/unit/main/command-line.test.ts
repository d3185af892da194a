import { resolve, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { readCommandLine } from '../../../electron/main/command-line.mjs';

const cwd = resolve('/studio');

test('folders are taken from where the command was typed', () => {
  expect(readCommandLine(['art', '../other'], cwd)).toEqual({
    library: null,
    libraryAnyway: false,
    folders: [resolve(cwd, 'art'), resolve('/other')],
  });
});

test('a library is not a folder to add, and the switches of Chromium are neither', () => {
  const args = ['--no-sandbox', '--library', 'cast', '--inspect=0', 'art'];
  expect(readCommandLine(args, cwd)).toEqual({
    library: resolve(cwd, 'cast'),
    libraryAnyway: false,
    folders: [resolve(cwd, 'art')],
  });
});

test('a --library without a folder is as good as none', () => {
  expect(readCommandLine(['--library'], cwd)).toEqual({ library: null, libraryAnyway: false, folders: [] });
});

test('a library on a network drive is opened by whoever asks for it', () => {
  const args = ['--library', 'cast', '--library-anyway'];
  expect(readCommandLine(args, cwd)).toEqual({ library: resolve(cwd, 'cast'), libraryAnyway: true, folders: [] });
});

test.skipIf(process.platform === 'win32')('what a file manager names as an address is a folder too', () => {
  expect(readCommandLine(['file:///studio/My%20Art'], cwd).folders).toEqual(['/studio/My Art']);
});

test('on Windows a drive is opened however Explorer names it, a share, and a folder on another drive', () => {
  const read = (...args: string[]) => readCommandLine(args, 'D:\\studio', win32);
  // As Windows cuts up `dramatis.exe "E:\" \\nas\art "Z:\立ち絵 2" art`: each on its own.
  const given = ['E:"', '\\\\nas\\art', 'Z:\\立ち絵 2', 'art'];
  expect(given.map((arg) => read(arg).folders[0])).toEqual([
    'E:\\',
    '\\\\nas\\art\\',
    'Z:\\立ち絵 2',
    'D:\\studio\\art',
  ]);
  expect(read('--library', 'F:"').library).toBe('F:\\');
});
