import type { WineFault } from './judge-tests.ts';

/** What fails under Wine 10 and not on Windows, each with its reason; docs/windows.md tells of the kinds. */
export const wineFaults: readonly WineFault[] = [];
