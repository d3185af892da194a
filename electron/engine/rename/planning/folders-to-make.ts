import { movesOf, type PlannedFile } from './planned-file.ts';

/** The folders that a plan needs and that are not there yet, outer ones first. */
export function foldersToMake(files: readonly PlannedFile[], separator: string): string[] {
  const folders = new Set<string>();
  for (const { toFolder } of movesOf(files)) {
    if (toFolder.state !== 'missing') continue;
    const { path, nearest } = toFolder;
    for (let level = path; level.length > nearest.length; level = level.slice(0, level.lastIndexOf(separator))) {
      if (folders.has(level)) break;
      folders.add(level);
    }
  }
  return [...folders].sort((a, b) => a.length - b.length);
}
