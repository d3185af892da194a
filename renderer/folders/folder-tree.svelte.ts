import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { FolderRow } from '../../electron/contract/api/folder-tree-api.ts';
import type { Folder, Topic } from '../../electron/contract/api/library-api.ts';
import type { Library } from '../library/library.svelte.ts';
import { Resource } from '../library/resource.svelte.ts';

const busyMs = 2_000;
const fastMs = 50;

/** The folders of the library as the sidebar shows them: which are open, and which row has the keys. */
export class FolderTree {
  #open = $state.raw<ReadonlySet<string>>(new Set());
  #active = $state.raw<string | null>(null);
  /** The artist has opened or closed a folder: no other is opened for them. */
  #turned = false;
  readonly #library: Pick<Library, 'folders' | 'busy'>;
  readonly #known: Resource<readonly FolderRow[]>;

  constructor(engine: Pick<EngineApi, 'folderTree'>, library: Pick<Library, 'folders' | 'busy'>) {
    this.#library = library;
    this.#known = new Resource(
      async () => {
        const rows = await engine.folderTree([...this.#open]);
        if (!this.#turned) this.#openOnly(rows);
        return rows;
      },
      () => (library.busy ? busyMs : fastMs),
    );
  }

  /** Those of which the engine has not told yet are there without counts. */
  readonly rows = $derived.by((): readonly FolderRow[] => {
    const folders = this.#library.folders.value ?? [];
    const pictures = new Map(folders.map((folder) => [folder.path, folder.pictures]));
    // Of a whole folder the library says how many pictures it has, at the same moment as every other counter.
    const told = (this.#known.value ?? []).map((row) => ({ ...row, pictures: pictures.get(row.path) ?? row.pictures }));
    const known = new Set(told.map(({ path }) => path));
    const fresh = folders.filter(({ path }) => !known.has(path)).map(unknownRow);
    const roots = new Set(folders.map(({ path }) => path));
    return shownOf([...told, ...fresh], this.#open, roots);
  });
  /** The row that has the keys. */
  readonly active = $derived.by(() =>
    Math.max(
      0,
      this.rows.findIndex(({ path }) => path === this.#active),
    ),
  );

  changed(topics: readonly Topic[]): void {
    if (topics.some((topic) => topic === 'folders' || topic === 'pictures' || topic === 'characters')) this.refresh();
  }

  refresh(): void {
    this.#known.refresh();
  }

  isOpen({ path, hasFolders }: FolderRow): boolean {
    return hasFolders && this.#open.has(path);
  }

  setOpen(row: FolderRow, open: boolean): void {
    this.#turned = true;
    this.#turn(row, open);
  }

  #turn({ path }: FolderRow, open: boolean): void {
    const paths = new Set(this.#open);
    if (open) paths.add(path);
    else paths.delete(path);
    this.#open = paths;
    this.refresh();
  }

  activate(index: number): void {
    this.#active = this.rows[Math.min(Math.max(index, 0), this.rows.length - 1)]?.path ?? null;
  }

  /** The row to go on with where one leaves the tree, with all that lies in it: the next beside it, or the one before. */
  besides(index: number): number {
    const level = this.rows[index]?.level ?? 0;
    const next = this.rows.findIndex((row, at) => at > index && row.level <= level);
    return next >= 0 && this.rows[next]?.level === level ? next : Math.max(0, index - 1);
  }

  /** The folder of the library that a row is, or lies in. */
  rootOf(index: number): Folder | null {
    const root = this.rows.slice(0, index + 1).findLast(({ level }) => level === 0);
    return this.#library.folders.value?.find(({ path }) => path === root?.path) ?? null;
  }

  /** What a key does to the active row: another one is active, or it is opened or closed. Answers whether the key is one of these. */
  step(key: string): boolean {
    const at = this.active;
    const row = this.rows[at];
    if (!row) return false;
    if (key === 'ArrowRight' && row.hasFolders && !this.isOpen(row)) this.setOpen(row, true);
    else if (key === 'ArrowLeft' && this.isOpen(row)) this.setOpen(row, false);
    else {
      const to = this.#stepped(key, at, row);
      if (to === null) return false;
      this.activate(to);
    }
    return true;
  }

  #stepped(key: string, at: number, row: FolderRow): number | null {
    switch (key) {
      case 'ArrowDown':
        return at + 1;
      case 'ArrowUp':
        return at - 1;
      case 'Home':
        return 0;
      case 'End':
        return this.rows.length - 1;
      case 'ArrowRight':
        return row.hasFolders ? at + 1 : at;
      case 'ArrowLeft':
        return row.level === 0 ? at : this.rows.slice(0, at).findLastIndex(({ level }) => level < row.level);
      default:
        return null;
    }
  }

  /** One folder alone says nothing of what lies in it. */
  #openOnly(rows: readonly FolderRow[]): void {
    const [only] = rows;
    const alone = this.#library.folders.value?.length === 1;
    if (only?.hasFolders && alone && this.#open.size === 0) this.#turn(only, true);
  }
}

function unknownRow({ id, path, pictures, state }: Folder): FolderRow {
  const away = state === 'offline' ? state : null;
  return { path, level: 0, root: id, hasFolders: false, pictures, groups: 0, named: 0, away };
}

/** Without what lies in folders that are closed by now, or that have left the library. */
function shownOf(
  rows: readonly FolderRow[],
  open: ReadonlySet<string>,
  roots: ReadonlySet<string>,
): readonly FolderRow[] {
  let closedAt = Infinity;
  return rows.filter(({ path, level }) => {
    if (level > closedAt) return false;
    const stays = level > 0 || roots.has(path);
    closedAt = stays && open.has(path) ? Infinity : level;
    return stays;
  });
}
