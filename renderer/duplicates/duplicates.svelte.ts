import type {
  DuplicatesProgress,
  DuplicatesReport,
  FileToTrash,
  Stack,
  StackToTrash,
} from '../../electron/contract/api/duplicates-api.ts';
import type { Edited } from '../../electron/contract/api/edits-api.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Topic } from '../../electron/contract/api/library-api.ts';
import type { Restored, ShellApi, Trashed } from '../../electron/contract/shell/shell-api.ts';
import { isBelow } from '../library/away.ts';
import { Resource } from '../library/resource.svelte.ts';

type Engine = Pick<EngineApi, 'findDuplicates' | 'keepPicturesApart' | 'duplicatesProgress'>;
type Shell = Pick<ShellApi, 'trashFiles' | 'restorableFiles' | 'restoreTrashed'>;

/** Pictures are compared with all others each time. */
const slowMs = 2_000;

/** Duplicates and versions, and which of their files are to go. */
export class Duplicates {
  readonly report: Resource<DuplicatesReport>;
  progress = $state.raw<DuplicatesProgress | null>(null);
  /** Files that are to go to the trash, as `keyOf` writes them. */
  marked = $state.raw<ReadonlySet<string>>(new Set());
  busy = $state(false);
  /** Files in the trash that can come back. */
  restorable = $state(0);

  readonly #engine: Engine;
  readonly #shell: Shell;
  readonly #below: () => string | null;

  /** `below`: the folder on disk that everything is narrowed to. */
  constructor(engine: Engine, shell: Shell, below: () => string | null = () => null) {
    this.#engine = engine;
    this.#shell = shell;
    this.#below = below;
    this.report = new Resource(() => engine.findDuplicates(), slowMs);
  }

  /** Those with a file in the folder that everything is narrowed to, whole. */
  readonly stacks = $derived.by((): readonly Stack[] => {
    const all = this.report.value?.stacks ?? [];
    const below = this.#below();
    const isThere = ({ pictures }: Stack): boolean =>
      pictures.some(({ paths }) => paths.some((path) => below === null || isBelow(path, below)));
    return all.filter(isThere);
  });

  /** Those of which a file is marked, on screen and still there. */
  readonly parting = $derived.by((): StackToTrash[] =>
    this.stacks.flatMap((stack) => {
      const files = filesOf(stack);
      const going = files.filter((file) => this.isMarked(file));
      return going.length > 0 ? [{ going, staying: files.filter((file) => !this.isMarked(file)) }] : [];
    }),
  );
  readonly going = $derived.by((): FileToTrash[] => this.parting.flatMap(({ going }) => going));

  isMarked(file: FileToTrash): boolean {
    return this.marked.has(keyOf(file));
  }

  /** Whether it is the only file of its stack that stays: one always does. */
  isLast(stack: Stack, file: FileToTrash): boolean {
    const staying = filesOf(stack).filter((each) => !this.isMarked(each));
    return staying.length === 1 && !this.isMarked(file);
  }

  toggle(stack: Stack, file: FileToTrash): void {
    if (this.isLast(stack, file)) return;
    const marked = new Set(this.marked);
    if (!marked.delete(keyOf(file))) marked.add(keyOf(file));
    this.marked = marked;
  }

  /** Throws what the engine throws. */
  async keepApart({ pictures }: Stack): Promise<Edited> {
    return await this.#engine.keepPicturesApart(pictures.map(({ id }) => id));
  }

  /** Moves what is marked to the system's trash. */
  async trash(): Promise<Trashed> {
    this.busy = true;
    const { parting, going } = this;
    let staying: readonly FileToTrash[] = [];
    try {
      const trashed = await this.#shell.trashFiles(parting);
      // What could not go is marked still: it may be able to in a moment.
      staying = going.filter(({ path }) => trashed.stays.some((file) => file.path === path));
      return trashed;
    } finally {
      Object.assign(this, { busy: false, marked: new Set(staying.map(keyOf)) });
      await this.countRestorable();
    }
  }

  async countRestorable(): Promise<void> {
    this.restorable = await this.#shell.restorableFiles();
  }

  /** Takes back what went to the trash last. */
  async restore(): Promise<Restored> {
    const back = await this.#shell.restoreTrashed();
    await this.countRestorable();
    return back;
  }

  changed(topics: readonly Topic[]): void {
    if (topics.includes('duplicates')) void this.#follow();
  }

  async #follow(): Promise<void> {
    this.progress = await this.#engine.duplicatesProgress();
  }
}

/** Every file of a stack; pictures of the same bytes have several. */
function filesOf({ pictures }: Stack): FileToTrash[] {
  return pictures.flatMap(({ id, paths }) => paths.map((path) => ({ picture: id, path })));
}

function keyOf({ picture, path }: FileToTrash): string {
  return `${picture} ${path}`;
}
