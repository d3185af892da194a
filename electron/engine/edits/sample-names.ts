import type { FaceId } from '../../contract/ids.ts';

/** The character that a sample shows, by its file: "Sylvie 2.png", "Sylvie_2.png" and "Sylvie.png" are Sylvie. */
export function nameOfSample(fileName: string): string {
  const stem = fileName.replace(/\.[^.]+$/u, '');
  return stem.replace(/[\s_-]*\(?\d+\)?$/u, '').trim() || stem;
}

export interface Liked {
  readonly face: FaceId;
  readonly similarity: number;
}

/** Gives every face to the character whose samples it is most like; best first within each. */
export function dealOut(likes: ReadonlyMap<string, readonly Liked[]>): Map<string, Liked[]> {
  const best = new Map<FaceId, { name: string; similarity: number }>();
  for (const [name, liked] of likes) {
    for (const { face, similarity } of liked) {
      if (similarity > (best.get(face)?.similarity ?? Number.NEGATIVE_INFINITY)) best.set(face, { name, similarity });
    }
  }
  return new Map(
    [...likes].map(([name, liked]) => {
      const own = liked.filter(({ face }) => best.get(face)?.name === name);
      return [name, own.sort((a, b) => b.similarity - a.similarity || a.face - b.face)];
    }),
  );
}
