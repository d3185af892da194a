import { expect, test } from 'vitest';
import { passOn } from '../../../electron/cli/hand-over.mjs';

function child() {
  const sent: unknown[] = [];
  return { sent, kill: (signal?: NodeJS.Signals | number) => sent.push(signal) > 0 };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s reaches the command from the wrapper, except on Windows',
  (signal) => {
    const [here, windows] = [child(), child()];
    passOn(here, signal, 'linux');
    passOn(windows, signal, 'win32');
    expect(here.sent).toEqual([signal]);
    expect(windows.sent).toEqual([]);
  },
);
