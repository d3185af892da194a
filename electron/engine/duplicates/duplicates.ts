import type { DuplicatesReport, Stack, StackedPicture } from '../../contract/api/duplicates-api.ts';
import type { PictureId } from '../../contract/ids.ts';
import type { FileGate } from '../flow/file-gate.ts';
import { decodePicture, SkipError } from '../pictures/decode.ts';
import { codeOf } from '../rename/batch/file-system.ts';
import type { LookStore } from '../store/pictures/looks.ts';
import type { StackStore } from '../store/pictures/stacked.ts';
import type { PictureStore } from '../store/pictures/pictures.ts';
import { likenessOf } from '../vision/likeness.ts';
import type { PlacedFace } from './judging/faces-at-one-place.ts';
import { judgeCloser } from './judging/judge-pair.ts';
import type { RowPair } from './judging/near-pairs.ts';
import { stacksOf, type StackedRow } from './judging/stacks.ts';
import { judgeNear, nearWorks, type Shown } from './near-works.ts';

/** Compares the pixels of two pictures. */
export type CompareClosely = (a: PictureId, b: PictureId) => Promise<number>;

export interface DuplicateParts {
  readonly looks: LookStore;
  readonly pictures: PictureStore;
  readonly stacks: StackStore;
  readonly gate: FileGate;
}

/** Looks at pictures whose looks were not kept yet. Answers how many could not be read. Stops where it is when aborted. */
export async function completeLooks(
  { looks, pictures, gate }: DuplicateParts,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const missing = looks.missing();
  let unread = 0;
  for (const [done, picture] of missing.entries()) {
    if (signal.aborted) break;
    onProgress(done, missing.length);
    const path = pictures.pathsOf(picture)[0] ?? '';
    try {
      const { image } = await gate.enter(() => decodePicture(path, signal));
      looks.set(picture, likenessOf(image));
    } catch (error) {
      // A later call has ended this one.
      if (signal.reason !== undefined && error === signal.reason) break;
      if (!(error instanceof SkipError) && codeOf(error) === undefined) throw error;
      unread += 1;
    }
  }
  return unread;
}

/** The stacks of a library, by what its pictures look like, who is in them and what their files are called. */
export async function findStacks(
  { looks, pictures, stacks: known }: DuplicateParts,
  compare: CompareClosely,
): Promise<Omit<DuplicatesReport, 'unread'>> {
  const shown = looks.all().map((look) => ({ ...look, paths: pictures.pathsOf(look.id) }));
  const apart = new Set(looks.keptApart().map(([a, b]) => `${a} ${b}`));
  const near = (await nearWorks(shown)).filter(({ rows }) => !apart.has(keyOf(shown, rows)));
  const pairs = await judgeNear(shown, near, (rows) => facesOf(looks, shown, rows));
  const chosen = known.chosen();
  const isChosen = (row: number) => Number(chosen.has(shown[row]?.id ?? (0 as PictureId)));
  const order = [...shown.keys()].sort((a, b) => isChosen(b) - isChosen(a) || byWorth(shown[a], shown[b]));
  const stacks: Stack[] = [];
  for (const rows of stacksOf(pairs, order)) {
    const looked = await lookCloser(shown, rows, compare);
    if (looked.length > 1) stacks.push({ pictures: looked.flatMap((row) => describe(shown, row)) });
  }
  const stacked = new Set(stacks.flatMap((stack) => stack.pictures.map(({ id }) => id)));
  const copied = shown.flatMap((look, row) =>
    look.paths.length > 1 && !stacked.has(look.id) ? { pictures: describe(shown, { row, kind: null, sure: 1 }) } : [],
  );
  return { stacks: [...stacks, ...copied].toSorted(byFiles), compared: shown.length };
}

/** Only pictures that may be copies of the cover are compared pixel by pixel. Those that are another work after all are left out. */
async function lookCloser(
  shown: readonly Shown[],
  rows: readonly StackedRow[],
  compare: CompareClosely,
): Promise<StackedRow[]> {
  const cover = shown[rows[0]?.row ?? -1];
  const looked: StackedRow[] = [];
  for (const each of rows) {
    const { kind, sure, mayBeCopy } = each;
    const other = shown[each.row];
    if (kind === null || !mayBeCopy || !cover || !other) looked.push(each);
    else {
      const judged = judgeCloser({ kind, sure }, await compare(cover.id, other.id));
      if (judged) looked.push({ ...each, ...judged });
    }
  }
  return looked;
}

/** The faces of these rows, each row with any. */
function facesOf(looks: LookStore, shown: readonly Shown[], rows: readonly number[]): Map<number, PlacedFace[]> {
  const byPicture = Map.groupBy(looks.facesOf(rows.flatMap((row) => shown[row]?.id ?? [])), ({ picture }) => picture);
  return new Map(
    rows.map((row) => {
      const { id, width = 1, height = 1 } = shown[row] ?? {};
      const faces = id === undefined ? [] : (byPicture.get(id) ?? []);
      return [
        row,
        faces.map(({ box: [x, y, w, h], ...face }): PlacedFace => {
          return { ...face, box: [x / width, y / height, w / width, h / height] };
        }),
      ];
    }),
  );
}

function keyOf(shown: readonly Shown[], rows: RowPair): string {
  const ids = rows.map((row) => shown[row]?.id ?? 0).sort((a, b) => a - b);
  return ids.join(' ');
}

/** Where the artist has chosen none, the largest is the best cover; of equal ones the one with more bytes, then the newest. A copy inside another file is none. */
function byWorth(a: Shown | undefined, b: Shown | undefined): number {
  if (!a || !b) return 0;
  return a.isPreview - b.isPreview || b.width * b.height - a.width * a.height || b.bytes - a.bytes || b.atMs - a.atMs;
}

function describe(shown: readonly Shown[], { row, kind, sure }: StackedRow): StackedPicture[] {
  const look = shown[row];
  if (!look) return [];
  const { id, paths, width, height, isPreview, bytes, atMs } = look;
  return [{ id, paths, size: { width, height, isPreview: isPreview === 1 }, bytes, atMs, kind, sure }];
}

function byFiles(a: Stack, b: Stack): number {
  const files = ({ pictures }: Stack) => pictures.reduce((sum, { paths }) => sum + paths.length, 0);
  const path = ({ pictures }: Stack) => pictures[0]?.paths[0] ?? '';
  return files(b) - files(a) || (path(a) < path(b) ? -1 : 1);
}

/** Every two of the pictures. */
export function pairsOf(pictures: readonly PictureId[]): (readonly [PictureId, PictureId])[] {
  return pictures.flatMap((a, k) => pictures.slice(k + 1).map((b) => [a, b] as const));
}
