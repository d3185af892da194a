import { basename, dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PictureLook } from '../store/pictures/looks.ts';
import { likenessBytes } from '../vision/likeness.ts';
import { facesAtOnePlace, type PlacedFace } from './judging/faces-at-one-place.ts';
import { farthest, isOneShape, judgePair } from './judging/judge-pair.ts';
import { likenessDistance, type LikenessDistance } from './judging/likeness-distance.ts';
import { nearPairs, pairsWithin, type RowPair } from './judging/near-pairs.ts';
import type { JudgedRows } from './judging/stacks.ts';
import { workName } from './judging/version-names.ts';

/** A picture with the files that show it. */
export interface Shown extends PictureLook {
  readonly paths: readonly string[];
}

/** Two pictures that may be one work. */
interface NearWorks extends LikenessDistance {
  readonly rows: RowPair;
  /** By the names of their files. */
  readonly haveOneName: boolean;
}

/** Pairs that are looked at before others have the thread. */
const atOnce = 20_000;

/** Pairs of pictures that look alike, or roughly so and are called alike. */
export async function nearWorks(shown: readonly Shown[]): Promise<NearWorks[]> {
  const named = new Map([...namedAlike(shown)].map((pair) => [pair.join(' '), pair]));
  const found: NearWorks[] = [];
  const look = (rows: RowPair, haveOneName: boolean) => {
    const [a, b] = [shown[rows[0]], shown[rows[1]]];
    if (!a || !b || (!haveOneName && !isOneShape(a, b))) return;
    const distance = likenessDistance(a.likeness, b.likeness);
    if (distance.lines <= (haveOneName ? farthest.named : farthest.any)) found.push({ ...distance, rows, haveOneName });
  };
  for (const rows of named.values()) look(rows, true);
  const hashes = shown.map(({ likeness }) => likeness);
  let done = 0;
  for (const rows of nearPairs(hashes, likenessBytes.lines)) {
    if (!named.has(rows.join(' '))) look(rows, false);
    if ((done += 1) % atOnce === 0) await nextTurn();
  }
  return found;
}

/** Pictures of one folder whose file names differ in marks of a version only. */
function namedAlike(shown: readonly Shown[]): Iterable<RowPair> {
  const works = shown.flatMap(({ paths }, row) =>
    [...new Set(paths.map((path) => `${dirname(path)}/${workName(basename(path))}`))].map((work) => ({ work, row })),
  );
  const byWork = Map.groupBy(works, ({ work }) => work);
  return pairsWithin([...byWork.values()].map((group) => group.map(({ row }) => row)));
}

/** What the pairs are, those that are two works left out. `facesOf`: of rows, some at a time. */
export async function judgeNear(
  shown: readonly Shown[],
  near: readonly NearWorks[],
  facesOf: (rows: readonly number[]) => ReadonlyMap<number, readonly PlacedFace[]>,
): Promise<JudgedRows[]> {
  const crowds = crowdsOf(near);
  const judged: JudgedRows[] = [];
  for (let from = 0; from < near.length; from += atOnce / 10) {
    const some = near.slice(from, from + atOnce / 10);
    const faces = facesOf([...new Set(some.flatMap(({ rows }) => rows))]);
    for (const { rows, haveOneName, ...distance } of some) {
      const [a, b] = [shown[rows[0]], shown[rows[1]]];
      const crowd = Math.max(...rows.map((row) => crowds.get(row) ?? 0));
      const said = facesAtOnePlace(faces.get(rows[0]) ?? [], faces.get(rows[1]) ?? []);
      const pair = a && b && judgePair({ ...distance, faces: said, crowd }, [a, b], haveOneName);
      if (pair) judged.push([rows, pair]);
    }
    await nextTurn();
  }
  return judged;
}

/** How many pictures of its shape each row is near to. Names do not matter here. */
export function crowdsOf(near: readonly Pick<NearWorks, 'rows' | 'lines'>[]): Map<number, number> {
  const crowds = new Map<number, number>();
  for (const { rows, lines } of near) {
    if (lines <= farthest.any) for (const row of rows) crowds.set(row, (crowds.get(row) ?? 0) + 1);
  }
  return crowds;
}
