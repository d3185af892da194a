import type { FaceId } from '../../electron/contract/ids.ts';
import type { OverruledDecision } from '../../electron/contract/api/studio-api.ts';

/** A character that a colleague and I call differently. */
export interface TwoNames {
  /** The decisions that it is about, to answer them together. */
  readonly ids: readonly number[];
  readonly author: string;
  /** Of the last of them. */
  readonly atMs: number;
  readonly mine: string;
  readonly theirs: string;
  readonly faces: readonly FaceId[];
}

/** One for each two names of a colleague and me, however many faces they are about; the latest first. */
export function twoNamesIn(decisions: readonly OverruledDecision[]): TwoNames[] {
  const about = decisions.flatMap(({ id, author, atMs, otherName }) =>
    otherName ? [{ id, author, atMs, ...otherName }] : [],
  );
  const together = Map.groupBy(about, ({ author, mine, theirs }) => JSON.stringify([author, mine, theirs]));
  return [...together.values()].flatMap((each) => {
    const [first] = each;
    if (!first) return [];
    const { author, mine, theirs } = first;
    return {
      ids: each.map(({ id }) => id),
      ...{ author, mine, theirs },
      atMs: Math.max(...each.map(({ atMs }) => atMs)),
      faces: each.flatMap(({ face }) => face ?? []),
    };
  });
}

/** Decisions of mine that colleagues have changed, as they are listed. */
export interface Changed {
  readonly ids: readonly number[];
  readonly author: string;
  readonly atMs: number;
  readonly name: string | null;
}

/** The latest first; two names of one colleague and me are one line. */
export function changedIn(decisions: readonly OverruledDecision[]): Changed[] {
  const named = twoNamesIn(decisions).map(({ ids, author, atMs, theirs }) => ({ ids, author, atMs, name: theirs }));
  const others = decisions.filter(({ otherName }) => otherName === null);
  return [...named, ...others.map(({ id, author, atMs, name }) => ({ ids: [id], author, atMs, name }))].toSorted(
    (one, other) => other.atMs - one.atMs,
  );
}
