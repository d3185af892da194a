import type { Step } from '../planning/program.ts';
import type { FileOnDisk } from '../planning/survey.ts';
import type { FileSystem } from './file-system.ts';
import { sameBytes } from './hash-file.ts';
import { look } from './look.ts';

/** `linked`: both names are the same file. `placeholder`: the new name is taken by an empty file of ours. */
export type StepState = 'todo' | 'linked' | 'placeholder' | 'done';

/** How far a step got, as the disk shows it. A step that another program's file is in the way of counts as not begun. */
export function stateOf(fs: FileSystem, steps: readonly Step[], at: number, placeholders: boolean): StepState {
  const step = steps[at];
  if (!step) throw new Error(`there is no step ${at}`);
  if (step.do === 'folder') return look(fs, step.path) ? 'done' : 'todo';
  if (step.do === 'copy') return hasSteppedAside(fs, steps, step) || isWholeCopy(fs, step) ? 'done' : 'todo';
  const target = look(fs, step.to);
  if (!target) return 'todo';
  const source = look(fs, step.from);
  if (!source) return 'done';
  if (isSameFile(source, target)) return 'linked';
  if (!isStamped(target, step.stamp)) return placeholders && target.size === 0 ? 'placeholder' : 'todo';
  if (!isStamped(source, step.stamp)) return 'done';
  if (target.inode !== source.inode && target.inode === step.stamp.inode) return 'done';
  // Two files that look alike, and no inodes to tell them apart: if a later step takes the old name, this one is done.
  return steps.some((other, k) => k > at && other.do === 'move' && other.to === step.from) ? 'done' : 'todo';
}

/**
 * The first step that is not done; steps are done in order, so all that follow have not begun. Copies are compared with
 * their source byte for byte, since a copy that broke off may look whole.
 */
export function firstOpen(fs: FileSystem, steps: readonly Step[], placeholders: boolean): number {
  const open = steps.findIndex((_step, at) => stateOf(fs, steps, at, placeholders) !== 'done');
  return open < 0 ? steps.length : open;
}

export function isSameFile(a: FileOnDisk, b: FileOnDisk): boolean {
  return a.inode !== '0' && a.inode === b.inode && a.device === b.device;
}

function isStamped(file: FileOnDisk, stamp: FileOnDisk): boolean {
  return file.size === stamp.size && file.mtimeMs === stamp.mtimeMs;
}

type CopyStep = Extract<Step, { do: 'copy' }>;

// FAT keeps times to two seconds.
const timeGranularityMs = 2_000;

function isWholeCopy(fs: FileSystem, { from, to, stamp }: CopyStep): boolean {
  const copy = look(fs, to);
  if (!copy || Math.abs(copy.mtimeMs - stamp.mtimeMs) > timeGranularityMs) return false;
  return sameBytes(from, to, fs);
}

/** Sources step aside once all copies are whole. Another file may have the name of the source by now. */
function hasSteppedAside(fs: FileSystem, steps: readonly Step[], { from }: CopyStep): boolean {
  const aside = steps.find((step) => step.do === 'move' && step.from === from);
  return aside?.do === 'move' && look(fs, aside.to) !== null;
}
