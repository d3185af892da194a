import { hashFile } from './copy-file.ts';
import type { FileSystem } from './file-system.ts';
import { look } from './look.ts';
import type { Step } from '../planning/program.ts';
import type { FileSurvey } from '../planning/survey-model.ts';

/** `linked`: both names are the same file. `placeholder`: the new name is taken by an empty file of ours. */
export type StepState = 'todo' | 'linked' | 'placeholder' | 'done';

/** How far a step got, as seen on disk. One that is blocked by a stranger's file counts as not begun. */
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
  // Two files that look alike, and no inodes to tell: only who comes later can have the old name.
  return steps.some((other, k) => k > at && other.do === 'move' && other.to === step.from) ? 'done' : 'todo';
}

/**
 * The first step that is not done. Steps are done in order, so what follows is not begun. Copies are compared with their
 * source, since one that broke off looks like one that is done.
 */
export function firstOpen(fs: FileSystem, steps: readonly Step[], placeholders: boolean): number {
  const open = steps.findIndex((_step, at) => stateOf(fs, steps, at, placeholders) !== 'done');
  return open < 0 ? steps.length : open;
}

function isSameFile(a: FileSurvey, b: FileSurvey): boolean {
  return a.inode !== 0 && a.inode === b.inode && a.device === b.device;
}

function isStamped(file: FileSurvey, stamp: FileSurvey): boolean {
  return file.size === stamp.size && file.mtimeMs === stamp.mtimeMs;
}

type CopyStep = Extract<Step, { do: 'copy' }>;

// FAT keeps times to two seconds.
const timeGranularityMs = 2_000;

function isWholeCopy(fs: FileSystem, { from, to, stamp }: CopyStep): boolean {
  const copy = look(fs, to);
  if (!copy || Math.abs(copy.mtimeMs - stamp.mtimeMs) > timeGranularityMs) return false;
  return hashFile(fs, from).equals(hashFile(fs, to));
}

/** A source steps aside once all copies are whole; its name may be another file's by now. */
function hasSteppedAside(fs: FileSystem, steps: readonly Step[], { from }: CopyStep): boolean {
  const aside = steps.find((step) => step.do === 'move' && step.from === from);
  return aside?.do === 'move' && look(fs, aside.to) !== null;
}
