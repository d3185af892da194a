import type { Database as Db } from 'better-sqlite3';
import { folded } from '../../../contract/folded.ts';
import type { PictureId } from '../../../contract/ids.ts';
import type { ChangeStore } from './changes.ts';

/** What a search can say of one file: its path holds a text, begins with it, ends with one of these; it was changed then, the end exclusive. */
export type FilePart =
  | { readonly kind: 'holds' | 'begins'; readonly text: string }
  | { readonly kind: 'ends'; readonly endings: readonly string[] }
  | { readonly kind: 'changed'; readonly fromMs: number; readonly toMs: number };

interface Files {
  readonly revision: number;
  /** All paths, folded, each with `end` behind it. */
  readonly paths: string;
  /** Where each path begins in it, and where the last one ends. */
  readonly starts: Uint32Array;
  readonly pictures: readonly PictureId[];
  readonly times: readonly number[];
}

/** No path of any system has it. */
const end = '\0';

/**
 * The paths and times of all files, kept as one text: looking through it for a word takes some milliseconds, and SQLite ten times as long; for
 * paths that are not plain, a hundred times.
 */
export class KnownFiles {
  readonly #read;
  readonly #changes: Pick<ChangeStore, 'revision'>;
  #files: Files | null = null;
  #asked: number | null = null;

  /** `changes`: of files. */
  constructor(db: Db, changes: Pick<ChangeStore, 'revision'>) {
    this.#changes = changes;
    this.#read = db.prepare<[], { paths: string; pictures: string; times: string }>(
      `SELECT json_group_array(path) AS paths, json_group_array(picture) AS pictures, json_group_array(mtime_ms) AS times
       FROM file WHERE picture IS NOT NULL`,
    );
  }

  /** Reads them now, before anybody asks. */
  warm(): void {
    this.#take(this.#changes.revision());
  }

  /** The pictures with a file of which all this is true, once for each such file. Null: files are coming in; whoever asks may look for themselves. */
  fitting(parts: readonly FilePart[]): readonly PictureId[] | null {
    const revision = this.#changes.revision();
    const settled = this.#asked === revision;
    this.#asked = revision;
    if (this.#files?.revision === revision) return picturesOf(this.#files, parts);
    // Reading all of them for each search takes longer than one search in SQLite.
    return settled ? picturesOf(this.#take(revision), parts) : null;
  }

  #take(revision: number): Files {
    const row = this.#read.get();
    const list = (json: string | undefined) => JSON.parse(json ?? '[]') as number[];
    const paths = textOf(JSON.parse(row?.paths ?? '[]') as string[]);
    const pictures = list(row?.pictures) as PictureId[];
    return (this.#files = {
      ...{ revision, paths, pictures },
      starts: startsOf(paths, pictures.length),
      times: list(row?.times),
    });
  }
}

function textOf(paths: readonly string[]): string {
  return paths.length === 0 ? '' : folded(paths.join(end) + end);
}

function startsOf(paths: string, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (let file = 1; file <= count; file += 1) starts[file] = paths.indexOf(end, starts[file - 1]) + 1;
  return starts;
}

function picturesOf(files: Files, parts: readonly FilePart[]): PictureId[] {
  const held = parts.find((part) => part.kind === 'holds' && part.text !== '');
  const tests = parts.filter((part) => part !== held).map((part) => testOf(files, part));
  const candidates =
    held?.kind === 'holds' ? filesWith(files, folded(held.text)) : files.pictures.map((_, file) => file);
  const fitting = tests.reduce((left, fits) => left.filter(fits), candidates);
  return fitting.map((file) => files.pictures[file] as PictureId);
}

/** The files whose paths hold it, in one look at all of them. */
function filesWith({ paths, starts }: Files, wanted: string): number[] {
  const found: number[] = [];
  if (wanted.includes(end)) return found;
  let file = 0;
  let next = starts[1] ?? 0;
  for (let at = paths.indexOf(wanted); at >= 0; at = paths.indexOf(wanted, next)) {
    for (; next <= at; next = starts[file + 1] ?? Infinity) file += 1;
    found.push(file);
  }
  return found;
}

function testOf({ paths, starts, times }: Files, part: FilePart): (file: number) => boolean {
  const [from, to] = [(file: number) => starts[file] ?? 0, (file: number) => (starts[file + 1] ?? 0) - end.length];
  if (part.kind === 'changed') return (file) => isWithin(times[file] ?? 0, part);
  if (part.kind === 'ends') {
    const endings = part.endings.map((ending) => folded(`.${ending}`));
    return (file) => endings.some((ending) => paths.startsWith(ending, to(file) - ending.length));
  }
  const wanted = folded(part.text);
  if (part.kind === 'begins') return (file) => paths.startsWith(wanted, from(file));
  return (file) => paths.slice(from(file), to(file)).includes(wanted);
}

function isWithin(time: number, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): boolean {
  return time >= fromMs && time < toMs;
}
