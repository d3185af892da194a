import type { FaceId } from '../../contract/ids.ts';
import { inSlices } from '../flow/slices.ts';
import type { SampleEvidence, SampleOdds } from '../similarity/sample-odds.ts';

export interface PlacedFace {
  readonly face: FaceId;
  /** That it shows the character, 0..1. */
  readonly probability: number;
}

interface PlacingRule<Name> {
  probability(evidence: SampleEvidence<Name>): number;
  /** Two faces of one picture are never of one character; undefined: nothing is known of the picture. */
  pictureOf(face: FaceId): number | undefined;
  /** Faces of a lower probability are left out. */
  readonly least: number;
}

interface Guess<Name> extends PlacedFace {
  readonly name: Name;
}

/** Faces that are judged in a few milliseconds. */
const facesAtOnce = 200;

/** The faces of each character, most probable first. Of two faces of a picture that claim one, the less probable takes its next best. */
export async function placeFaces<Name>(
  odds: SampleOdds<Name>,
  rule: PlacingRule<Name>,
): Promise<Map<Name, PlacedFace[]>> {
  const { faces } = odds;
  const guesses: Guess<Name>[] = [];
  await inSlices(faces.length, facesAtOnce, (start, end) => {
    for (const face of faces.slice(start, end)) guesses.push(...(guessOf(odds, rule, face) ?? []));
    return undefined;
  });
  const placed = apartInPictures(odds, rule, guesses.sort(byProbability)).filter(
    ({ probability }) => probability >= rule.least,
  );
  return Map.groupBy(placed.sort(byProbability), ({ name }) => name);
}

function guessOf<Name>(
  odds: SampleOdds<Name>,
  { probability }: PlacingRule<Name>,
  face: FaceId,
  barred?: Name,
): [Guess<Name>] | null {
  const evidence = odds.evidence(face, barred);
  return evidence && [{ face, name: evidence.name, probability: probability(evidence) }];
}

/** `guesses`: most probable first. */
function apartInPictures<Name>(
  odds: SampleOdds<Name>,
  rule: PlacingRule<Name>,
  guesses: readonly Guess<Name>[],
): Guess<Name>[] {
  const taken = new Map<number, Set<Name>>();
  return guesses.flatMap((guess) => {
    const picture = rule.pictureOf(guess.face);
    if (picture === undefined) return guess;
    const names = taken.get(picture) ?? new Set();
    taken.set(picture, names);
    const [fitting] = names.has(guess.name) ? (guessOf(odds, rule, guess.face, guess.name) ?? []) : [guess];
    if (!fitting || names.has(fitting.name)) return [];
    names.add(fitting.name);
    return fitting;
  });
}

function byProbability(a: PlacedFace, b: PlacedFace): number {
  return b.probability - a.probability || a.face - b.face;
}
