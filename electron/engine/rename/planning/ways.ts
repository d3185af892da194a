import type { RenameKind } from '../../../contract/rename/rename-model.ts';
import { parentOf } from '../naming/paths.ts';
import type { PlannedMove } from './planned-file.ts';

/** What a batch does to the library: what its request asked for, the way `back`, or `discard`: its copies go again. */
export type BatchKind = Exclude<RenameKind, 'undo'> | 'back' | 'discard';

/** How a file gets to its new path. `cross`: to another file system. `discard`: the copy at `from` goes, `to` stays. */
export type Way = 'move' | 'cross' | 'copy' | 'discard';

/** `crossings`: the pairs of folders that were found to lie on two file systems, as `folderPair` names them. */
export function waysOf(kind: BatchKind, crossings: ReadonlySet<string>, separator: string): (move: PlannedMove) => Way {
  if (kind === 'copy' || kind === 'discard') return () => kind;
  const crosses = ({ from, to, acrossDevices }: PlannedMove) =>
    acrossDevices || (crossings.size > 0 && crossings.has(folderPair(from, to, separator)));
  return (move) => (crosses(move) ? 'cross' : 'move');
}

/** Names the folders of the two ends of a move. */
export function folderPair(from: string, to: string, separator: string): string {
  return `${parentOf(from, separator) ?? ''}\0${parentOf(to, separator) ?? ''}`;
}
