import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BatchRun, type RunObserver } from '../../../electron/engine/rename/batch/batch-run.ts';
import { onWindows } from '../../../electron/engine/rename/batch/real-files.ts';
import { MemoryJournal } from '../../support/rename/faulty-disk.ts';
import { HeldDisk } from '../../support/rename/held-disk.ts';
import {
  lay,
  programOf,
  promised,
  scenarios,
  treeOf,
  type Scenario,
  type Tree,
} from '../../support/rename/scenarios.ts';

const observer: RunObserver = { progress: () => undefined, cancelled: () => false };
const instant = { platform: 'win32' as const, waitSync: () => undefined };
// Copies leave their sources alone until the batch has happened.
const within = scenarios.filter(({ moves, how }) => how === undefined && !Object.values(moves).join().includes('far/'));
const held = within.flatMap((scenario) => Object.keys(scenario.moves).map((file) => ({ scenario, file })));

function withTree(scenario: Scenario, use: (root: string, before: Tree) => void): void {
  const root = mkdtempSync(join(tmpdir(), 'dramatis-held-'));
  try {
    lay(scenario, root);
    use(root, treeOf(root));
  } finally {
    rmSync(root, { recursive: true });
  }
}

test.each(held)(
  '$scenario.name on Windows, while another program has $file open: nothing happens at all',
  ({ scenario, file }) => {
    withTree(scenario, (root, before) => {
      const disk = new HeldDisk();
      const journal = new MemoryJournal();
      disk.hold(join(root, file));
      const run = new BatchRun(onWindows(disk.fs, instant), journal, programOf(scenario, root), observer);
      expect(run.run()).toMatchObject({ outcome: 'rolled-back', failure: { reason: 'EBUSY' }, rescued: [] });
      expect(treeOf(root)).toEqual(before);
    });
  },
);

test.each([
  ['on Windows', (disk: HeldDisk) => onWindows(disk.fs, instant)],
  ['where such files can be linked', (disk: HeldDisk) => disk.fs],
])(
  'a file that is opened once it has moved can go back later, and gets no further names meanwhile: %s',
  (_system, filesOf) => {
    const scenario = within.find(({ name }) => name === 'new folders')!;
    withTree(scenario, (root, before) => {
      const disk = new HeldDisk();
      const [journal, program] = [new MemoryJournal(), programOf(scenario, root)];
      const files = filesOf(disk);
      disk.hold(join(root, 'c'));
      // The first file has its new name, and is opened under that.
      disk.after = (name, args) => {
        const moved = name === 'renameSync' ? args[1] : name === 'unlinkSync' ? join(root, 'n/m/a') : null;
        if (moved === join(root, 'n/m/a')) disk.hold(moved);
      };
      expect(new BatchRun(files, journal, program, observer).run().outcome).toBe('pending');
      const known = new Set([...before.keys(), ...promised(scenario, before).keys()]);
      for (let time = 0; time < 3; time += 1) {
        const again = new BatchRun(files, journal, program, observer, { placeholders: journal.placeholders });
        expect(again.resume(journal.state).outcome).toBe('pending');
        expect([...treeOf(root).keys()].filter((name) => !known.has(name))).toEqual([]);
      }
      disk.after = () => undefined;
      disk.release();
      const last = new BatchRun(files, journal, program, observer, { placeholders: journal.placeholders });
      expect(last.resume(journal.state)).toMatchObject({ outcome: 'rolled-back', rescued: [] });
      expect(treeOf(root)).toEqual(before);
    });
  },
);
