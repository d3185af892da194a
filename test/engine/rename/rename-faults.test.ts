import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { BatchRun, type RunObserver } from '../../../electron/engine/rename/batch/batch-run.ts';
import { FaultyDisk, strangerContent, type Fault, type MemoryJournal } from '../../support/rename/faulty-disk.ts';
import { nameBelow } from '../../support/name-below.ts';
import {
  backwards,
  lay,
  programOf,
  promised,
  scenarios,
  treeOf,
  type Scenario,
  type Tree,
} from '../../support/rename/scenarios.ts';
import type { Program } from '../../../electron/engine/rename/planning/program.ts';

// In memory where the system has that: thousands of small trees.
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
/** A name as the disk compares it: where it ignores case, a stranger's file takes more names than its own. */
const folded = ignoresCase(place) ? (name: string) => name.toLowerCase() : (name: string) => name;
const faults: readonly Fault[] = ['EIO', 'ENOSPC', 'EACCES', 'EXDEV', 'stranger', 'crash'];
const observer: RunObserver = { progress: () => undefined, cancelled: () => false };
const variants = scenarios.flatMap((scenario) => [
  { scenario, disk: 'with links', traits: { linkable: true, inodes: true } },
  { scenario, disk: 'on Windows', traits: { linkable: true, inodes: true, windows: true } },
  { scenario, disk: 'without links', traits: { linkable: false, inodes: true } },
  { scenario, disk: 'without links and inodes', traits: { linkable: false, inodes: false } },
]);

interface Traits {
  readonly linkable: boolean;
  readonly inodes: boolean;
  readonly windows?: boolean;
}

let cases = 0;

function ignoresCase(folder: string): boolean {
  const probe = mkdtempSync(join(folder, 'dramatis-case-'));
  try {
    return existsSync(join(folder, basename(probe).toUpperCase()));
  } finally {
    rmSync(probe, { recursive: true });
  }
}

function withTree<T>(scenario: Scenario, use: (root: string, before: Tree) => T): T {
  const root = mkdtempSync(join(place, 'dramatis-faults-'));
  try {
    lay(scenario, root);
    return use(root, treeOf(root));
  } finally {
    rmSync(root, { recursive: true });
  }
}

function countCalls(scenario: Scenario, traits: Traits): string[] {
  return withTree(scenario, (root, before) => {
    const disk = new FaultyDisk(null, traits);
    const { outcome } = new BatchRun(disk.fs, disk.journal, programOf(scenario, root), observer).run();
    expect(outcome).toBe('applied');
    expect(treeOf(root)).toEqual(promised(scenario, before));
    return disk.calls;
  });
}

/** What the next start does: goes on from the journal, on a disk that works again. */
function restart(journal: MemoryJournal, program: Program, traits: Traits): void {
  const healthy = new FaultyDisk(null, traits, journal);
  const start = { state: journal.state, placeholders: journal.placeholders };
  new BatchRun(healthy.fs, journal, program, observer, start).resume(journal.state);
}

/** Either all of it happened or nothing, and the journal says which; strangers' files are what they were. */
function checkTree(scenario: Scenario, root: string, before: Tree, { journal, strangers }: FaultyDisk): void {
  const now = treeOf(root);
  for (const path of strangers) {
    expect(readFileSync(path, 'utf8')).toBe(strangerContent);
    forgetStranger(now, before, nameBelow(root, path));
  }
  expect(['applied', 'rolled-back']).toContain(journal.state);
  expect(journal.followed).toBe(journal.state === 'applied' ? 1 : 0);
  expect(now).toEqual(journal.state === 'applied' ? promised(scenario, before) : before);
}

/** Takes a stranger's file out of the tree, its folder if nothing else needs that, and a file that made room for it. */
function forgetStranger(now: Tree, before: Tree, name: string): void {
  now.delete(name);
  for (let folder = posix.dirname(name); folder !== '.'; folder = posix.dirname(folder)) {
    if (!before.has(`${folder}/`)) now.delete(`${folder}/`);
  }
  for (const taken of new Set([name, ...[...before.keys()].filter((each) => folded(each) === folded(name))])) {
    const { dir, name: stem, ext } = posix.parse(taken);
    const beside = posix.join(dir, `${stem} (Dramatis 2)${ext}`);
    const moved = now.get(beside);
    if (moved !== undefined) now.set(taken, moved);
    now.delete(beside);
  }
}

function undo(scenario: Scenario, root: string, before: Tree, traits: Traits): void {
  const back = backwards(scenario);
  if (!back) return;
  const disk = new FaultyDisk(null, traits);
  new BatchRun(disk.fs, disk.journal, programOf(back, root, 'u'), observer).run();
  expect(treeOf(root)).toEqual(before);
}

function tryOne(scenario: Scenario, fault: Fault, at: number, traits: Traits): void {
  cases += 1;
  withTree(scenario, (root, before) => {
    const program = programOf(scenario, root);
    const disk = new FaultyDisk({ fault, at }, traits);
    new BatchRun(disk.fs, disk.journal, program, observer).run();
    if (!['applied', 'rolled-back'].includes(disk.journal.state)) restart(disk.journal, program, traits);
    checkTree(scenario, root, before, disk);
    if (disk.journal.state === 'applied' && disk.strangers.length === 0) undo(scenario, root, before, traits);
  });
}

test.each(variants)(
  '$scenario.name $disk: whichever call fails, all of it happened or nothing',
  ({ scenario, traits }) => {
    const calls = countCalls(scenario, traits);
    // Inodes matter to recovery alone.
    for (const fault of traits.inodes ? faults : (['crash'] as const)) {
      for (let at = 1; at <= calls.length; at += 1) {
        try {
          tryOne(scenario, fault, at, traits);
        } catch (error) {
          throw new Error(`${fault} at call ${at} (${calls[at - 1] ?? ''})`, { cause: error });
        }
      }
    }
  },
);

test.each(variants)(
  '$scenario.name $disk: a second crash, while the first is recovered from, changes nothing',
  ({ scenario, traits }) => {
    const calls = countCalls(scenario, traits).length;
    for (let at = 1; at <= calls; at += 1) {
      for (const again of [1, 4, 9]) {
        cases += 1;
        withTree(scenario, (root, before) => {
          const program = programOf(scenario, root);
          const disk = new FaultyDisk({ fault: 'crash', at }, traits);
          new BatchRun(disk.fs, disk.journal, program, observer).run();
          const { journal } = disk;
          const second = new FaultyDisk({ fault: 'crash', at: again }, traits, journal);
          const start = { state: journal.state, placeholders: journal.placeholders };
          new BatchRun(second.fs, journal, program, observer, start).resume(journal.state);
          restart(journal, program, traits);
          checkTree(scenario, root, before, disk);
        });
      }
    }
  },
);

test.each(variants)(
  '$scenario.name $disk: cancelled at any step, everything is where it was',
  ({ scenario, traits }) => {
    for (let steps = 0; steps < 20; steps += 1) {
      cases += 1;
      withTree(scenario, (root, before) => {
        let asked = 0;
        const disk = new FaultyDisk(null, traits);
        const cancelling = { ...observer, cancelled: () => (asked += 1) > steps };
        const { outcome } = new BatchRun(disk.fs, disk.journal, programOf(scenario, root), cancelling).run();
        expect(disk.journal.state).toBe(outcome);
        checkTree(scenario, root, before, disk);
      });
    }
  },
);

test('the cases above are more than a thousand', () => {
  expect(cases).toBeGreaterThan(1_000);
});
