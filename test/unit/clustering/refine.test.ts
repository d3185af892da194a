import { describe, expect, test } from 'vitest';
import type { FaceGraph } from '../../../electron/engine/clustering/face-graph.ts';
import { refine } from '../../../electron/engine/clustering/refine.ts';

/** Unit vectors in a plane, by their angle. */
const angles = [0, 4, 8, 12, 16, 40, 90];
const stray = 5;
const mate = 6;
const pairs = angles.flatMap((_, a) => angles.slice(a + 1).flatMap((__, k) => [a, a + 1 + k]));

function refined(parts: Partial<FaceGraph> = {}): number[] {
  const radians = angles.map((degrees) => (degrees * Math.PI) / 180);
  const graph: FaceGraph = {
    dimensions: 2,
    vectors: Float32Array.from(radians.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
    pictures: angles.map((_, node) => node),
    fixed: angles.map(() => -1),
    edges: Int32Array.from(pairs),
    ...parts,
  };
  // The stray went with its mate, 50 degrees away, before the five had come together, 24 to 40 degrees away.
  const owners = Int32Array.of(0, 0, 0, 0, 0, stray, stray);
  refine(graph, owners, 0.6);
  return [...owners];
}

describe('refining groups', () => {
  test('a face that is more like another group than its own goes there', () => {
    expect(refined()).toEqual([0, 0, 0, 0, 0, 0, stray]);
  });

  test.each([
    ['a human told it apart from one of the group', { apart: [[stray, 2] as const] }],
    ['a human put it with its mate', { together: [[stray, mate] as const] }],
    ['a human refused it for the character', { fixed: [7, -1, -1, -1, -1, -1, -1], barred: [[stray, 7] as const] }],
    ['it is of its own confirmed character', { fixed: [-1, -1, -1, -1, -1, 9, -1] }],
    ['the group has a face of its picture', { pictures: [1, 2, 3, 4, 5, 1, 6] }],
    ['no edge leads there', { edges: Int32Array.of(stray, mate) }],
  ] satisfies [string, Partial<FaceGraph>][])('it stays where %s', (_, parts) => {
    expect(refined(parts)).toEqual([0, 0, 0, 0, 0, stray, stray]);
  });
});
