import { sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FolderAway, FolderRow } from '../../contract/api/folder-tree-api.ts';
import type { CharacterId, FolderId } from '../../contract/ids.ts';
import type { Folder } from '../../contract/api/library-api.ts';
import { inSlices } from '../flow/slices.ts';
import type { ChangeStore } from '../store/lists/changes.ts';
import type { ContentsStore } from '../store/contents.ts';
import { TreeOfFolders, type TreeFolder } from './tree-of-folders.ts';

interface FolderTreeParts {
  readonly changes: ChangeStore;
  readonly contents: ContentsStore;
  /** The folders of the library. */
  readonly folders: () => readonly Folder[];
  /** While pictures are being indexed, what is shown may be a moment old. */
  readonly isBusy: () => boolean;
}

/** Files, or pictures, that are gone through before calls are answered again. */
const atOnce = 500;
/** While indexing goes on, making the tree anew may take this share of the time. */
const share = 0.05;

interface Made {
  readonly tree: TreeOfFolders;
  /** The folders of the library, and what they held: others, and it is made anew. */
  readonly roots: string;
  readonly revision: number;
  readonly until: number;
}

/** The folders of a library with what they hold. Kept until files or faces change, and made anew in slices. */
export class FolderTree {
  readonly #parts: FolderTreeParts;
  #made: Made | null = null;
  #making: Promise<TreeOfFolders> | null = null;

  constructor(parts: FolderTreeParts) {
    this.#parts = parts;
  }

  /** See FolderTreeApi. */
  async rows(open: ReadonlySet<string>): Promise<FolderRow[]> {
    const tree = await this.#tree();
    const folders = this.#parts.folders();
    const named = namedIn(tree, this.#parts.contents.characters());
    return folders.flatMap(({ id, path, state }) => {
      const root = tree.folder(path);
      if (!root) return [];
      const away = new Map<string, FolderAway>(this.#parts.contents.away(id).map((each) => [each.path, each.reason]));
      const offline = state === 'offline';
      return [
        ...rowsOf(root, { open, named, root: id, awayAt: (at) => (offline ? 'offline' : (away.get(at) ?? null)) }),
      ];
    });
  }

  #tree(): Promise<TreeOfFolders> {
    if (this.#making) return this.#making;
    const roots = this.#roots();
    const made = this.#made;
    const waits = this.#parts.isBusy() && performance.now() < (made?.until ?? 0);
    const revision = this.#parts.changes.revision();
    if (made?.roots === roots && (waits || made.revision === revision)) return Promise.resolve(made.tree);
    this.#making = this.#make(roots, revision).finally(() => (this.#making = null));
    return this.#making;
  }

  #roots(): string {
    return this.#parts
      .folders()
      .map(({ path }) => path)
      .join('\n');
  }

  async #make(roots: string, revision: number): Promise<TreeOfFolders> {
    const { contents, folders } = this.#parts;
    const start = performance.now();
    const tree = new TreeOfFolders(roots === '' ? [] : roots.split('\n'), sep);
    for (const { id } of folders()) for (const { path } of contents.away(id)) tree.addFolder(path);
    for (let after = ''; ; await nextTurn()) {
      const files = contents.files(after, atOnce);
      for (const { path, picture } of files) tree.addFile(path, picture);
      after = files.at(-1)?.path ?? '';
      if (files.length < atOnce) break;
    }
    await inSlices(contents.largestPicture(), atOnce, (from, to) => {
      for (const [picture, character] of contents.faces(from, to))
        if (character !== null) tree.addFace(picture, character);
      return true;
    });
    tree.sum();
    const end = performance.now();
    this.#made = { tree, roots, revision, until: end + (end - start) / share };
    return tree;
  }
}

interface RowOptions {
  readonly open: ReadonlySet<string>;
  readonly named: (groups: Uint32Array) => Pick<FolderRow, 'groups' | 'named'>;
  readonly root: FolderId;
  readonly awayAt: (path: string) => FolderAway | null;
}

/** A folder and, where it is open, what lies in it. */
function* rowsOf(folder: TreeFolder, options: RowOptions, level = 0): Generator<FolderRow> {
  const { path, folders, pictures, groups } = folder;
  yield {
    ...{ path, level, pictures, root: level === 0 ? options.root : null, hasFolders: folders.length > 0 },
    ...options.named(groups),
    away: options.awayAt(path),
  };
  if (options.open.has(path)) for (const inside of folders) yield* rowsOf(inside, options, level + 1);
}

/** Counts the groups of a folder that are not hidden, and those with a name. */
function namedIn(tree: TreeOfFolders, characters: readonly (readonly [CharacterId, number])[]): RowOptions['named'] {
  const [shown, named]: [number[], number[]] = [[], []];
  for (const [character, hasName] of characters) {
    const bit = tree.bitOf(character);
    if (bit === undefined) continue;
    const [word, mask] = [bit >>> 5, 1 << (bit & 31)];
    shown[word] = (shown[word] ?? 0) | mask;
    if (hasName) named[word] = (named[word] ?? 0) | mask;
  }
  const count = (groups: Uint32Array, of: readonly number[]) =>
    groups.reduce((sum, word, at) => sum + bitsOf(word & (of[at] ?? 0)), 0);
  return (groups) => ({ groups: count(groups, shown), named: count(groups, named) });
}

/** How many bits are set: Hacker's Delight, 5-1. */
function bitsOf(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
