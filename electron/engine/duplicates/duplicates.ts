import { basename, dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DuplicatesReport, Stack, StackedPicture } from '../../contract/api/duplicates-api.ts';
import type { PictureId } from '../../contract/ids.ts';
import type { FileGate } from '../flow/file-gate.ts';
import { decodePicture, SkipError } from '../pictures/decode.ts';
import { codeOf } from '../rename/batch/file-system.ts';
import type { LookStore, PictureLook } from '../store/looks.ts';
import type { PictureStore } from '../store/pictures.ts';
import { likenessBytes, likenessOf } from '../vision/likeness.ts';
import { farthest, judgeCloser, judgePair, type JudgedPair } from './judging/judge-pair.ts';
import { likenessDistance } from './judging/likeness-distance.ts';
import { nearPairs, pairsWithin, type RowPair } from './judging/near-pairs.ts';
import { stacksOf, type StackedRow } from './judging/stacks.ts';
import { workName } from './judging/version-names.ts';

/** Compares the pixels of two pictures. */
export type CompareClosely = (a: PictureId, b: PictureId) => Promise<number>;

export interface DuplicateParts {
  readonly looks: LookStore;
  readonly pictures: PictureStore;
  readonly gate: FileGate;
}

/** A picture with the files that show it. */
interface Shown extends PictureLook {
  readonly paths: readonly string[];
}

/** Pairs that are judged before others have the thread. */
const atOnce = 20_000;

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

/** The stacks of a library, by what its pictures look like and what their files are called. */
export async function findStacks(
  { looks, pictures }: DuplicateParts,
  compare: CompareClosely,
): Promise<Omit<DuplicatesReport, 'unread'>> {
  const shown = looks.all().map((look) => ({ ...look, paths: pictures.pathsOf(look.id) }));
  const apart = new Set(looks.keptApart().map(([a, b]) => `${a} ${b}`));
  const pairs = (await judgedPairs(shown)).filter(([rows]) => !apart.has(keyOf(shown, rows)));
  const order = [...shown.keys()].sort((a, b) => byWorth(shown[a], shown[b]));
  const stacks: Stack[] = [];
  for (const rows of stacksOf(pairs, order)) {
    const looked = await lookCloser(shown, rows, compare);
    stacks.push({ pictures: looked.flatMap((row) => describe(shown, row)) });
  }
  const stacked = new Set(stacks.flatMap((stack) => stack.pictures.map(({ id }) => id)));
  const copied = shown.flatMap((look, row) =>
    look.paths.length > 1 && !stacked.has(look.id) ? { pictures: describe(shown, { row, kind: null, sure: 1 }) } : [],
  );
  return { stacks: [...stacks, ...copied].toSorted(byFiles), compared: shown.length };
}

/** Only pictures that are said to be copies of the cover are compared pixel by pixel. */
async function lookCloser(
  shown: readonly Shown[],
  rows: readonly StackedRow[],
  compare: CompareClosely,
): Promise<StackedRow[]> {
  const cover = shown[rows[0]?.row ?? -1];
  const looked: StackedRow[] = [];
  for (const each of rows) {
    const other = shown[each.row];
    const isCopy = each.kind === 'duplicate' && cover && other;
    looked.push(
      isCopy ? { ...each, ...judgeCloser({ ...each, kind: 'duplicate' }, await compare(cover.id, other.id)) } : each,
    );
  }
  return looked;
}

async function judgedPairs(shown: readonly Shown[]): Promise<(readonly [RowPair, JudgedPair])[]> {
  const names = shown.map(({ paths }) => new Set(paths.map((path) => `${dirname(path)}/${workName(basename(path))}`)));
  const byName = Map.groupBy(
    names.flatMap((each, row) => [...each].map((name) => ({ name, row }))),
    ({ name }) => name,
  );
  const named = new Map(
    [...pairsWithin([...byName.values()].map((group) => group.map(({ row }) => row)))].map((pair) => [
      pair.join(' '),
      pair,
    ]),
  );
  const found: (readonly [RowPair, JudgedPair])[] = [];
  let done = 0;
  const judge = (rows: RowPair, isNamed: boolean) => {
    const [a, b] = [shown[rows[0]], shown[rows[1]]];
    if (!a || !b) return;
    const distance = likenessDistance(a.likeness, b.likeness);
    if (distance.lines > (isNamed ? farthest.named : farthest.any)) return;
    const judged = judgePair(distance, [a, b], isNamed);
    if (judged) found.push([rows, judged]);
  };
  for (const rows of named.values()) judge(rows, true);
  for (const rows of nearPairs(
    shown.map(({ likeness }) => likeness),
    likenessBytes.lines,
  )) {
    if (!named.has(rows.join(' '))) judge(rows, false);
    if ((done += 1) % atOnce === 0) await nextTurn();
  }
  return found;
}

function keyOf(shown: readonly Shown[], rows: RowPair): string {
  const ids = rows.map((row) => shown[row]?.id ?? 0).sort((a, b) => a - b);
  return ids.join(' ');
}

/** The largest is the best cover; of equal ones the one with more bytes, then the newest. A copy inside another file is none. */
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
