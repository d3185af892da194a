import type { Box } from '../../../contract/geometry.ts';

/** One of the latest facts about a face. */
export interface FaceFact {
  readonly kind: string;
  /** For `rejected`: the character. */
  readonly b: string;
  /** Null: taken away. */
  readonly value: readonly unknown[] | null;
  /** The number of its event; those not sent yet come after all others. */
  readonly order: number;
}

/** What is true of a face once facts that contradict each other are weighed. Characters by their survivors. */
export interface Standing {
  readonly confirmed: string | null;
  readonly suggested: string | null;
  readonly rejected: readonly string[];
  readonly isNoFace: boolean;
  readonly box: Box | null;
  /** The box is of somebody whose face cannot be seen. */
  readonly isFigure: boolean;
}

/** ARCHITECTURE's rules, where "later" is the number that the server gave: of two decisions that contradict each other the later one stays. */
export function standingOf(facts: readonly FaceFact[], survivor: (character: string) => string): Standing {
  const latest = latestBy(facts, ({ kind, b }) => (kind === 'rejected' ? `rejected ${survivor(b)}` : kind));
  const characterIn = (kind: string) => {
    const fact = latest.get(kind);
    return fact?.value ? { character: survivor(String(fact.value[0])), order: fact.order } : null;
  };
  const confirmed = characterIn('confirmed');
  const refusals = [...latest.values()].filter(({ kind, value }) => kind === 'rejected' && value !== null);
  const refused = new Map(refusals.map(({ b, order }) => [survivor(b), order]));
  const isRefused = confirmed !== null && (refused.get(confirmed.character) ?? -1) > confirmed.order;
  if (confirmed && !isRefused) refused.delete(confirmed.character);
  const sure = isRefused ? null : (confirmed?.character ?? null);
  const asked = characterIn('suggested')?.character ?? null;
  const box = latest.get('manual_box')?.value;
  return {
    confirmed: sure,
    suggested: sure === null && asked !== null && !refused.has(asked) ? asked : null,
    rejected: [...refused.keys()],
    isNoFace: (latest.get('not_a_face')?.value ?? null) !== null,
    box: box ? (box.slice(0, 4) as unknown as Box) : null,
    isFigure: box?.[4] === 1,
  };
}

/** A face may have two names, given by machines that saw slightly different boxes: the later fact counts. */
export function latestBy<Fact extends { readonly order: number }>(
  facts: readonly Fact[],
  keyOf: (fact: Fact) => string,
): Map<string, Fact> {
  const latest = new Map<string, Fact>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const other = latest.get(key);
    if (!other || other.order <= fact.order) latest.set(key, fact);
  }
  return latest;
}
