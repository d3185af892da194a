import type { RenameRow } from '../../electron/contract/rename/rename-model.ts';

export interface PathParts {
  /** With its separator; empty where there is none. */
  readonly folder: string;
  readonly name: string;
}

/** Folder and name of a path of any system. */
export function partsOf(path: string): PathParts {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return { folder: path.slice(0, at), name: path.slice(at) };
}

/** The end of a folder's path, which tells folders apart, with at most `levels` names. */
export function folderTail(folder: string, levels = 2): string {
  const names = folder.split(/[\\/]/).filter((name) => name !== '');
  const separator = folder.includes('\\') ? '\\' : '/';
  const tail = names.slice(-levels).join(separator);
  return names.length > levels ? `…${separator}${tail}` : folder.replace(/[\\/]$/, '');
}

/** Where the file goes, as the artist types it: relative to its own folder, or to the folder that all go to. */
export function targetOf({ from, to }: Pick<RenameRow, 'from' | 'to'>, base: string | null): string {
  const root = base === null ? partsOf(from).folder : `${base.replace(/[\\/]$/, '')}${to.includes('\\') ? '\\' : '/'}`;
  return to.startsWith(root) ? to.slice(root.length) : to;
}

/** How much of a name to select for editing: all but the extension. */
export function stemLength(target: string): number {
  const { folder, name } = partsOf(target);
  const dot = name.lastIndexOf('.');
  return folder.length + (dot > 0 ? dot : name.length);
}
