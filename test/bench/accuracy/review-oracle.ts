import { Links } from '../../../electron/engine/review/links.ts';
import { surelyLikeFirst } from '../../../electron/engine/review/question-side.ts';
import { ReviewQuestions, type Question, type Questions } from '../../../electron/engine/review/review-questions.ts';
import { compare, groupsAround } from './group-accuracy.ts';
import type { KnownFace } from './verification.ts';

/** The machine groups anew after so many answers; in between, answers move what they are about, as in the app. */
const answersPerGrouping = 5;

/** A library whose artist does nothing but answer "same character?", truthfully for the two faces that stand for the sides. */
export class ReviewOracle {
  readonly #faces: readonly KnownFace[];
  readonly #truth: readonly string[];
  readonly #linkage: number;
  readonly #groupAround;
  readonly #questions = new ReviewQuestions<number>();
  /** The artist's character of each face; -1: none. */
  readonly #fixed: Int32Array;
  readonly #different = new Links<number>();
  readonly #same = new Links<number>();
  readonly #apart: [number, number][] = [];
  readonly #together: [number, number][] = [];
  #groups: Int32Array;
  #answers = 0;

  constructor(faces: readonly KnownFace[], linkage: number) {
    this.#faces = faces;
    this.#truth = faces.map(({ identity }) => identity);
    this.#linkage = linkage;
    this.#groupAround = groupsAround(faces, linkage);
    this.#fixed = new Int32Array(faces.length).fill(-1);
    this.#groups = this.#group();
  }

  accuracy() {
    return compare(this.#truth, [...this.#groups]);
  }

  questions(limit: number): readonly Question<number>[] {
    return this.look(limit).questions;
  }

  /** The questions, and what a round of them is said to bring. */
  look(limit: number): Questions<number> {
    const groups = [...Map.groupBy(this.#groups.keys(), (node) => this.#groups[node] as number).values()];
    return this.#questions.find(
      groups.map((faces) => ({ faces, vectors: faces.map((node) => this.#vector(node)), named: false })),
      {
        limit,
        linkage: this.#linkage,
        settled: (a, b, about) => (about === 'inside' ? this.#same : this.#different).between(a, b),
      },
    );
  }

  /** Answers whether groups are different by it. */
  answer(question: Question<number>): boolean {
    const { about, leftShown, rightShown } = question;
    const [a, b] = [leftShown[0] ?? 0, rightShown[0] ?? 0];
    const isSame = this.#truth[a] === this.#truth[b];
    if (isSame) this.#join(question, a, b);
    else this.#tellApart(question, b);
    this.#answers += 1;
    if (this.#answers % answersPerGrouping === 0) this.#groups = this.#group();
    return isSame === (about !== 'inside');
  }

  #join({ about, left, right }: Question<number>, a: number, b: number): void {
    this.#same.add(a, b);
    if (about === 'inside') this.#together.unshift([a, b]);
    else if (about === 'part') this.#hold([...left, ...right], this.#artists(left) ?? a);
    else this.#hold([...left, ...right], this.#artists(left) ?? this.#artists(right) ?? a);
  }

  #tellApart({ about, right, leftShown, rightShown }: Question<number>, b: number): void {
    if (about === 'inside') this.#hold(right, b);
    for (const x of this.#sureOf(leftShown)) for (const y of this.#sureOf(rightShown)) this.#part(x, y);
  }

  #sureOf(shown: readonly number[]): number[] {
    const faces = shown.map((node) => ({ node, vector: this.#vector(node) }));
    return surelyLikeFirst(faces, this.#linkage).map(({ node }) => node);
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
    this.#different.add(a, b);
  }

  #group(): Int32Array {
    return this.#groupAround({ fixed: this.#fixed, apart: this.#apart, together: this.#together }, this.#linkage);
  }

  #vector(node: number): Float32Array {
    return (this.#faces[node] as KnownFace).vector;
  }
}
