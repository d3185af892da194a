import type { PictureId } from '../../../contract/ids.ts';

/** Pictures in order, with what else is known of each of them, in the same order. */
export interface Listed {
  readonly ids: readonly PictureId[];
  /** See `PictureShapes`. */
  readonly shapes: string;
}

/**
 * Each stack once, where its first picture stands: its cover, or else that first picture. Of an open one the others follow. `covers`: of the
 * stack of each picture that is in one; `open`: covers.
 */
export function collapsed(
  { ids, shapes }: Listed,
  covers: ReadonlyMap<PictureId, PictureId>,
  open: ReadonlySet<PictureId>,
): Listed {
  const stacks = new Map<PictureId, number[]>();
  for (const [at, id] of ids.entries()) {
    const cover = covers.get(id);
    if (cover !== undefined) stacks.set(cover, [...(stacks.get(cover) ?? []), at]);
  }
  const places: number[] = [];
  for (const [at, id] of ids.entries()) {
    const cover = covers.get(id);
    const stack = cover === undefined ? [at] : (stacks.get(cover) ?? [at]);
    // The first of a stack stands for all.
    if (stack[0] !== at) continue;
    const front = stack.find((place) => ids[place] === cover) ?? at;
    places.push(front);
    if (cover !== undefined && open.has(cover)) places.push(...stack.filter((place) => place !== front));
  }
  return { ids: places.map((at) => ids[at] as PictureId), shapes: places.map((at) => shapes[at]).join('') };
}
