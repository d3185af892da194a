import type { LeftOut, WineFault } from './judge-tests.ts';

/** Test files that are not started under Wine, each with its reason. */
export const leftOut: readonly LeftOut[] = [];

const noLinks = 'Wine says that it has made a symbolic link, and makes none';

/** What fails under Wine 10 and not on Windows, each with its reason. */
export const wineFaults: readonly WineFault[] = [
  {
    file: 'test/engine/edits/sample-sorting.test.ts',
    test: 'links to pictures and folders are samples',
    why: noLinks,
  },
  {
    file: 'test/engine/rename/look-ahead.test.ts',
    test: 'a thread that looks ahead tells of files and links',
    why: noLinks,
  },
  { file: 'test/engine/rename/renaming.test.ts', test: 'nothing is moved into the library’s own folder', why: noLinks },
  {
    file: 'test/unit/models/graphics-cards.test.ts',
    test: 'Windows lists its cards',
    why: 'PowerShell is not in Wine, and Wine has no card for DXGI to list',
  },
  {
    file: 'test/process/arguments.test.ts',
    test: 'nothing is said of output that its reader has seen enough of',
    why: 'onnxruntime complains of a missing DXGI on stderr',
  },
];
