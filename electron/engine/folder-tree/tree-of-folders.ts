import type { CharacterId, PictureId } from '../../contract/ids.ts';

/** A folder, and what lies in it and below it. */
export interface TreeFolder {
  readonly path: string;
  /** In the order of their names. */
  readonly folders: TreeFolder[];
  pictures: number;
  /** A bit for each group with a face here, by `TreeOfFolders.bitOf`. */
  groups: Uint32Array;
}

interface Node extends TreeFolder {
  readonly parent: Node | null;
  readonly depth: number;
  readonly bits: number[];
}

/** Folders with what they hold, made of files in the order of their paths, then of faces in any order. */
export class TreeOfFolders {
  readonly roots: readonly TreeFolder[];
  readonly #separator: string;
  readonly #byPath = new Map<string, Node>();
  /** From a folder to those in it, as they were made. */
  readonly #nodes: Node[] = [];
  /** The folders that hold a picture: one, where it has no copies. */
  readonly #holders = new Map<PictureId, Node | Node[]>();
  readonly #bits = new Map<CharacterId, number>();
  #last: Node | null = null;

  constructor(roots: readonly string[], separator: string) {
    this.#separator = separator;
    this.roots = roots.map((path) => this.#make(path, null));
  }

  folder(path: string): TreeFolder | undefined {
    return this.#byPath.get(path);
  }

  /** The place of a group in `TreeFolder.groups`; undefined: it has no face in any folder. */
  bitOf(character: CharacterId): number | undefined {
    return this.#bits.get(character);
  }

  /** A folder that may hold nothing. One that lies in none of the roots is left out. */
  addFolder(path: string): void {
    this.#folderAt(path);
  }

  /** Files of the same picture add up to one picture where they meet. A file that lies in none of the roots is left out. */
  addFile(path: string, picture: PictureId): void {
    const folder = this.#folderAt(path.slice(0, path.lastIndexOf(this.#separator)));
    if (!folder) return;
    const before = this.#holders.get(picture);
    this.#holders.set(picture, before ? [...(Array.isArray(before) ? before : [before]), folder] : folder);
    folder.pictures += 1;
  }

  addFace(picture: PictureId, character: CharacterId): void {
    const holders = this.#holders.get(picture);
    if (!holders) return;
    const bit = this.#bits.get(character) ?? this.#bits.size;
    this.#bits.set(character, bit);
    if (Array.isArray(holders)) for (const folder of holders) folder.bits.push(bit);
    else holders.bits.push(bit);
  }

  /** After the last file and face: passes on what each folder holds to those around it. */
  sum(): void {
    for (const holders of this.#holders.values()) if (Array.isArray(holders)) countOnce(holders);
    this.#holders.clear();
    const words = Math.ceil(this.#bits.size / 32);
    for (const node of this.#nodes) {
      node.groups = new Uint32Array(words);
      for (const bit of node.bits) node.groups[bit >>> 5] = (node.groups[bit >>> 5] ?? 0) | (1 << (bit & 31));
      node.bits.length = 0;
    }
    for (const { parent, pictures, groups } of this.#nodes.toReversed()) {
      if (!parent) continue;
      parent.pictures += pictures;
      for (let at = 0; at < words; at += 1) parent.groups[at] = (parent.groups[at] ?? 0) | (groups[at] ?? 0);
    }
    for (const { folders } of this.#nodes) folders.sort((a, b) => names.compare(a.path, b.path));
  }

  /** The root of a drive, or `/`, ends with a separator. */
  #folderAt(path: string): Node | null {
    if (this.#last?.path === path) return this.#last;
    const known = this.#byPath.get(path) ?? this.#byPath.get(path + this.#separator);
    if (known) return (this.#last = known);
    const cut = path.lastIndexOf(this.#separator);
    const parent = cut < 0 ? null : this.#folderAt(path.slice(0, cut));
    return parent && (this.#last = this.#make(path, parent));
  }

  #make(path: string, parent: Node | null): Node {
    const depth = parent ? parent.depth + 1 : 0;
    const node: Node = { path, parent, depth, folders: [], pictures: 0, groups: new Uint32Array(0), bits: [] };
    this.#byPath.set(path, node);
    this.#nodes.push(node);
    parent?.folders.push(node);
    return node;
  }
}

/** Numbers in names count as numbers: set 9 before set 10. */
const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Takes away what is counted twice where two folders with the same picture meet. In an order in which what lies in a folder follows it, that is
 * once for each two neighbours, at the folder that holds both.
 */
function countOnce(holders: readonly Node[]): void {
  for (const [at, folder] of holders.entries()) {
    const before = holders[at - 1];
    const met = before && meeting(before, folder);
    if (met) met.pictures -= 1;
  }
}

function meeting(one: Node, other: Node): Node | null {
  let [a, b]: [Node | null, Node | null] = [one, other];
  while (a && b && a !== b) {
    if (a.depth >= b.depth) a = a.parent;
    else b = b.parent;
  }
  return a === b ? a : null;
}
