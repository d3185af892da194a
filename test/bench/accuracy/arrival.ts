import { openVectorLibrary } from '../../support/vector-library.ts';
import { random } from '../../support/vectors.ts';
import { compare, type GroupAccuracy } from './group-accuracy.ts';
import { shuffled } from './shuffled.ts';
import type { KnownFace } from './verification.ts';

/** Mean over some orders of arrival. */
export interface ArrivalFigures {
  /** All faces grouped at once. */
  readonly atOnce: Agreement;
  /** The same faces a few at a time, each time grouped only around what came, as a large library is. */
  readonly growing: Agreement;
  /** Adjusted Rand index between the two. */
  readonly alike: number;
  /** The same between all at once in two orders. */
  readonly alikeInOrders: number;
}

type Agreement = Pick<GroupAccuracy, 'f1' | 'ari'>;

const seeds = [1, 2, 3];
const atATime = 25;

/** Groups faces through the engine's own `Grouping`, each face in a picture of its own, in several orders of arrival. */
export async function judgeArrival(faces: readonly KnownFace[], linkage: number): Promise<ArrivalFigures> {
  const truth = faces.map(({ identity }) => identity);
  const runs = [];
  for (const seed of seeds) {
    const order = shuffled([...faces.keys()], random(seed));
    const atOnce = await groupsOf(faces, order, linkage, faces.length);
    runs.push({ atOnce, growing: await groupsOf(faces, order, linkage, atATime) });
  }
  const first = runs[0]?.atOnce ?? [];
  const judged = (groups: readonly (readonly number[])[]): Agreement => {
    const figures = groups.map((one) => compare(truth, one));
    return { f1: mean(figures.map(({ f1 }) => f1)), ari: mean(figures.map(({ ari }) => ari)) };
  };
  return {
    atOnce: judged(runs.map(({ atOnce }) => atOnce)),
    growing: judged(runs.map(({ growing }) => growing)),
    alike: mean(runs.map(({ atOnce, growing }) => compare(atOnce.map(String), growing).ari)),
    alikeInOrders: mean(runs.slice(1).map(({ atOnce }) => compare(first.map(String), atOnce).ari)),
  };
}

/** The group of each face of `faces` after they came in an order, `step` at a time; a face without one has its own. */
async function groupsOf(
  faces: readonly KnownFace[],
  order: readonly number[],
  linkage: number,
  step: number,
): Promise<number[]> {
  const dimensions = faces[0]?.vector.length ?? 0;
  await using library = openVectorLibrary({ dimensions, linkage, wholeBelow: step < faces.length ? 0 : faces.length });
  const ids: number[] = [];
  for (let start = 0; start < order.length; start += step) {
    const coming = order.slice(start, start + step);
    for (const index of coming) ids[index] = library.add((faces[index] as KnownFace).vector)[0] as number;
    while (library.grouping.stale) await library.grouping.regroup();
  }
  const groups = new Map<number, number | null>(library.groups());
  return ids.map((id) => groups.get(id) ?? -id);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
