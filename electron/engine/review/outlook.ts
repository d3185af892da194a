import { chanceOf, type Candidate } from './candidate.ts';

/** Faces that are not with their whole character, or not with it alone, as B-cubed counts them. */
interface Wrong {
  readonly mixed: number;
  readonly scattered: number;
}

/** B-cubed F1 in expectation, 0..1: as things are, and when some questions have been answered. */
export interface Outlook {
  readonly now: number;
  readonly after: number;
}

export interface OutlookOptions<Id> {
  /** How many faces it is about. */
  readonly faces: number;
  /** The share of what a question puts right that is among these faces. */
  share(candidate: Candidate<Id>): number;
}

/**
 * What the odds say of all groups: the expected gains of all questions are what is wrong, those of the questions that are asked are put
 * right. Of parts of a group that overlap, only the one that is most in doubt counts.
 */
export function outlookOf<Id>(
  all: readonly Candidate<Id>[],
  asked: readonly Candidate<Id>[],
  { faces, share }: OutlookOptions<Id>,
): Outlook {
  const counted = new Set<unknown>(mostDoubtfulParts(all).map(({ right }) => right));
  const wrong = sum(
    all.filter(({ about, right }) => about === 'groups' || counted.has(right)).map((c) => wrongOf(c, share)),
  );
  const right = sum(
    asked.filter(({ about, right }) => about === 'groups' || counted.has(right)).map((c) => wrongOf(c, share)),
  );
  return {
    now: f1Of(wrong, faces),
    after: f1Of({ mixed: wrong.mixed - right.mixed, scattered: wrong.scattered - right.scattered }, faces),
  };
}

/** Of what the odds expect of a round, at least so much came in 14 of 18 libraries: `npm run bench -- rounds`. */
const comes = 0.7;

/** What may be promised of a round. */
export function promised({ now, after }: Outlook): Outlook {
  return { now, after: now + comes * (after - now) };
}

/** That a part is taken apart counts once, whatever other group it may go to. */
function wrongOf<Id>(candidate: Candidate<Id>, share: OutlookOptions<Id>['share']): Wrong {
  const { about, gains } = candidate;
  const expected = chanceOf(candidate) * share(candidate);
  return { mixed: about === 'inside' ? expected * gains.split : 0, scattered: expected * gains.joined };
}

function mostDoubtfulParts<Id>(all: readonly Candidate<Id>[]): Candidate<Id>[] {
  const taken = new Map<unknown, Set<Id>>();
  const parts = all.filter(({ about }) => about === 'inside').sort((a, b) => b.worth - a.worth);
  return parts.filter(({ left, right }) => {
    const faces = taken.get(left) ?? new Set<Id>();
    taken.set(left, faces);
    if (right.faceIds.some((face) => faces.has(face))) return false;
    for (const face of right.faceIds) faces.add(face);
    return true;
  });
}

function sum(parts: readonly Wrong[]): Wrong {
  return parts.reduce(
    (all, { mixed, scattered }) => ({ mixed: all.mixed + mixed, scattered: all.scattered + scattered }),
    { mixed: 0, scattered: 0 },
  );
}

function f1Of({ mixed, scattered }: Wrong, faces: number): number {
  const [precision, recall] = [mixed, scattered].map(
    (wrong) => 1 - Math.min(1, Math.max(0, wrong) / Math.max(1, faces)),
  );
  const [p, r] = [precision as number, recall as number];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}
