import { clusterFaces } from '../../electron/engine/characters/cluster.ts';
import { areLinked, link, type Links } from '../../electron/engine/characters/links.ts';
import { reviewQuestions, type Question, type ReviewGroup } from '../../electron/engine/characters/review-questions.ts';
import { doubtfulParts } from '../../electron/engine/characters/two-parts.ts';
import { compare } from './group-accuracy.ts';
import { nearestEdges } from './nearest-edges.ts';
import type { KnownFace } from './verification.ts';

/** The machine groups anew after so many answers; in between, answers move what they are about, as in the app. */
const answersPerGrouping = 5;

/** A library whose artist does nothing but answer "same character?", truthfully for the two faces that stand for the sides. */
export class ReviewOracle {
  readonly #faces: readonly KnownFace[];
  readonly #truth: readonly string[];
  readonly #linkage: number;
  readonly #graph;
  /** The artist's character of each face; -1: none. */
  readonly #fixed: Int32Array;
  readonly #different: Links<number> = new Map();
  readonly #same: Links<number> = new Map();
  readonly #apart: [number, number][] = [];
  readonly #together: [number, number][] = [];
  readonly #parts = new Map<string, number[][]>();
  #groups: Int32Array;
  #answers = 0;

  constructor(faces: readonly KnownFace[], linkage: number) {
    const dimensions = faces[0]?.vector.length ?? 0;
    const vectors = new Float32Array(faces.length * dimensions);
    faces.forEach(({ vector }, node) => vectors.set(vector, node * dimensions));
    this.#faces = faces;
    this.#truth = faces.map(({ identity }) => identity);
    this.#linkage = linkage;
    this.#graph = { dimensions, vectors, pictures: [], edges: nearestEdges(faces, linkage) };
    this.#fixed = new Int32Array(faces.length).fill(-1);
    this.#groups = this.#group();
  }

  accuracy() {
    return compare(this.#truth, [...this.#groups]);
  }

  questions(limit: number): readonly Question<number>[] {
    const groups = [...Map.groupBy(this.#groups.keys(), (node) => this.#groups[node] as number).values()];
    return reviewQuestions(
      groups.map((faces) => ({ faces, vectors: faces.map((node) => this.#vector(node)), named: false })),
      {
        limit,
        linkage: this.#linkage,
        partsOf: (group) => this.#partsOf(group),
        settled: (a, b, about) => areLinked(a, b, about === 'inside' ? this.#same : this.#different),
      },
    ).questions;
  }

  /** Answers whether groups are different by it. */
  answer({ about, left, right, leftShown: [a = 0, ...as], rightShown: [b = 0, ...bs] }: Question<number>): boolean {
    const isSame = this.#truth[a] === this.#truth[b];
    if (isSame) link(this.#same, a, b);
    if (isSame && about === 'groups') this.#hold([...left, ...right], this.#artists(left) ?? this.#artists(right) ?? a);
    else if (isSame) this.#together.unshift([a, b]);
    else if (about === 'inside') {
      this.#hold(right, b);
      for (const face of left) this.#part(face, b);
    } else for (const x of [a, ...as]) for (const y of [b, ...bs]) this.#part(x, y);
    this.#answers += 1;
    if (this.#answers % answersPerGrouping === 0) this.#groups = this.#group();
    return isSame === (about === 'groups');
  }

  /** The faces are one character of the artist's, which goes by a face. */
  #hold(faces: readonly number[], character: number): void {
    for (const face of faces) {
      this.#fixed[face] = character;
      // No machine's group has a number that high.
      this.#groups[face] = this.#faces.length + character;
    }
  }

  #artists(faces: readonly number[]): number | undefined {
    return faces.map((face) => this.#fixed[face] as number).find((label) => label >= 0);
  }

  #part(a: number, b: number): void {
    this.#apart.push([a, b]);
    link(this.#different, a, b);
  }

  #group(): Int32Array {
    const decided = { fixed: this.#fixed, apart: this.#apart, together: this.#together };
    return clusterFaces({ ...this.#graph, ...decided }, this.#linkage);
  }

  #vector(node: number): Float32Array {
    return (this.#faces[node] as KnownFace).vector;
  }

  #partsOf({ faces, vectors }: ReviewGroup<number>): number[][] {
    const key = faces.join();
    const parts = this.#parts.get(key) ?? doubtfulParts(vectors);
    this.#parts.set(key, parts);
    return parts;
  }
}
