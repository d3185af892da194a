import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type {
  ReviewAnswer,
  ReviewAnswered,
  ReviewQueue,
  ReviewQuestion,
  ReviewScope,
} from '../../contract/api/review-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FaceStore } from '../store/faces/faces.ts';
import type { FactStore, FacePair } from '../store/facts.ts';
import type { GroupedFaceStore } from '../store/faces/grouped-faces.ts';
import { Decisions } from '../edits/decisions.ts';
import type { Journal } from '../edits/journal.ts';
import type { LearntCalibration } from '../similarity/learnt-calibration.ts';
import { Links } from './links.ts';
import { refusals } from './refusals.ts';
import { ReviewGroups, type LibraryGroup } from './review-groups.ts';
import { ReviewQuestions, type Question } from './review-questions.ts';
import { surelyLikeFirst } from './question-side.ts';
import type { VectorIndex } from '../vectors/vector-index.ts';

interface ReviewParts {
  readonly faces: FaceStore;
  readonly groupedFaces: GroupedFaceStore;
  readonly characters: CharacterStore;
  readonly facts: FactStore;
  readonly journal: Journal;
  readonly index: VectorIndex;
  readonly calibration: LearntCalibration;
  /** Of the models whose vectors are compared. */
  readonly version: string;
  /** Lowest mean cosine at which the machine takes two groups for one. */
  linkage(): number;
}

/** "Same character?": the questions whose answers put most right, and what each answer does. */
export class Review {
  readonly #parts: ReviewParts;
  readonly #decisions: Decisions;
  readonly #groups: ReviewGroups;
  readonly #questions = new ReviewQuestions<FaceId>();
  /** Pairs that could not be answered, by question: they are asked again at the next start. */
  readonly #skipped = new Map<string, FacePair>();
  #asked = new Map<string, Question<FaceId>>();

  constructor(parts: ReviewParts) {
    this.#parts = parts;
    this.#decisions = new Decisions(parts);
    this.#groups = new ReviewGroups(parts);
  }

  /** The first of a large library takes seconds, in which other calls are answered. */
  async queue(limit: number, scope?: ReviewScope): Promise<ReviewQueue> {
    await this.#questions.prepare(this.#groups.now(scope?.character), this.#parts.linkage());
    return this.#queue(limit, scope);
  }

  #queue(limit: number, scope?: ReviewScope): ReviewQueue {
    const { facts, linkage } = this.#parts;
    const answers = facts.answers();
    const { mustLink, cannotLink } = facts.links();
    const same = new Links([...answers.same, ...mustLink, ...this.#skipped.values()]);
    const different = new Links([...answers.different, ...cannotLink, ...this.#skipped.values()]);
    const groups = this.#groups.now(scope?.character);
    const refused = refusals(facts.rejections(), groups);
    const { questions, left, round } = this.#questions.find(groups, {
      limit,
      ...(scope && { wanted: this.#wanted(scope, groups) }),
      linkage: linkage(),
      settled: (a, b, about) =>
        (about === 'inside' ? same : different).between(a, b) ||
        (about !== 'inside' && refused(a, b)) ||
        (about === 'groups' && refused(b, a)),
    });
    this.#asked = new Map(questions.map((question) => [idOf(question), question]));
    return {
      questions: questions.flatMap((question) => this.#describe(question)),
      answered: answers.count,
      left,
      round,
    };
  }

  /** Groups are of a folder where one of their faces is. */
  #wanted(
    { character, folder, below }: ReviewScope,
    groups: readonly LibraryGroup[],
  ): (faces: readonly FaceId[]) => boolean {
    const { groupedFaces } = this.#parts;
    const of = groups.find((group) => group.character === character)?.faces;
    const places = [
      ...(character === undefined ? [] : [new Set(of)]),
      ...(folder === undefined ? [] : [new Set(groupedFaces.inFolder(folder))]),
      ...(below === undefined ? [] : [new Set(groupedFaces.below(below))]),
    ];
    return (faces) => places.every((there) => faces.some((face) => there.has(face)));
  }

  /**
   * Takes effect on whole groups; the questions after it are those of `queue`. Throws `question-gone` where it is not in the queue
   * that was asked for last.
   */
  answer(id: string, answer: ReviewAnswer): Omit<ReviewAnswered, 'queue'> {
    const question = this.#asked.get(id);
    if (!question) throw new AppError('question-gone', id);
    // The others may be about groups that this answer changes.
    this.#asked = new Map();
    const pair = [question.leftShown[0] as FaceId, question.rightShown[0] as FaceId] as const;
    if (answer === 'skip') {
      this.#parts.facts.answer(pair, 'unsure');
      this.#skipped.set(id, pair);
      return { changed: [], gone: [] };
    }
    const about: CharacterId[] = [];
    return this.#parts.journal.perform(about, () => {
      const character = answer === 'same' ? this.#join(question) : this.#part(question);
      if (character !== null) about.push(character);
      this.#parts.facts.answer(pair, answer);
      this.#judge(question, answer === 'same');
      const name = character === null ? null : this.#decisions.nameOf(character);
      return { kind: answer, name, count: question.right.length, face: pair[1] };
    });
  }

  /** A question that was skipped is open again. */
  askAgain(id: string): void {
    const pair = this.#skipped.get(id);
    if (!pair) return;
    this.#skipped.delete(id);
    this.#parts.facts.forgetUnsure(pair);
  }

  #judge({ cosine, probability: expected }: Question<FaceId>, isSame: boolean): void {
    const { facts, calibration, version } = this.#parts;
    facts.judge({ kind: 'question', cosine, isSame, expected, version });
    calibration.outOfDate();
  }

  /** The two groups become one; a part of another group comes alone; a part of a group that is one already stays in it. */
  #join({ about, leftShown: [a], rightShown: [b], left, right }: Question<FaceId>): CharacterId | null {
    const { facts, characters } = this.#parts;
    if (about === 'inside') {
      facts.mustLink([[a as FaceId, b as FaceId]]);
      return null;
    }
    if (about === 'part') return this.#take(left, right);
    const sides = [left, right].map((faces) => characters.charactersOf(faces)[0] ?? null);
    const [into, from] = this.#inOrder(sides[0] ?? null, sides[1] ?? null);
    if (into === null) return this.#decisions.moveTo(this.#decisions.create(null), [...left, ...right]);
    if (from !== null) this.#decisions.merge(into, [from]);
    else {
      this.#decisions.adopt(into);
      facts.confirm(sides[0] === into ? right : left, into);
    }
    return into;
  }

  /** Whether the rest of their group is the same character, too, was not asked: nothing is said about it. */
  #take(home: readonly FaceId[], part: readonly FaceId[]): CharacterId {
    const { facts, characters } = this.#parts;
    const known = characters.charactersOf(home)[0];
    const into = known ?? this.#decisions.create(null);
    this.#decisions.adopt(into);
    facts.confirm(known === undefined ? [...home, ...part] : part, into);
    return into;
  }

  /** The named first, then the artist's, then the first. */
  #inOrder(a: CharacterId | null, b: CharacterId | null): [CharacterId | null, CharacterId | null] {
    const rank = (id: CharacterId | null) => {
      const character = id === null ? undefined : this.#parts.characters.byId(id);
      return character ? 1 + Number(character.confirmed) + 2 * Number(character.name !== null) : 0;
    };
    return rank(b) > rank(a) ? [b, a] : [a, b];
  }

  /**
   * The answer "different". Only the faces that stand for the sides, and those shown beside them that are surely like them, are told
   * apart: where a side is mixed, its other faces could as well belong to the other character. A part of a group becomes a character
   * of its own.
   */
  #part({ about, left, right, leftShown, rightShown }: Question<FaceId>): CharacterId | null {
    const { facts } = this.#parts;
    const [lefts, rights] = [this.#sureOf(leftShown), this.#sureOf(rightShown)];
    const apart = lefts.flatMap((a) => rights.map((b) => [a, b] as const));
    const artists = [left, right].map((faces) => this.#artistsOf(faces));
    if (about === 'inside') {
      const made = this.#decisions.create(null);
      facts.confirm(right, made);
      if (artists[0] !== undefined) facts.reject(right, artists[0]);
      facts.cannotLink(apart);
      return made;
    }
    facts.cannotLink(apart);
    if (artists[0] !== undefined) facts.reject(rights, artists[0]);
    // Of a part that is asked about, the group is not the question.
    if (about === 'groups' && artists[1] !== undefined) facts.reject(lefts, artists[1]);
    return artists[0] ?? artists[1] ?? null;
  }

  #sureOf(shown: readonly FaceId[]): FaceId[] {
    const { index, linkage } = this.#parts;
    return surelyLikeFirst(
      shown.map((face) => ({ face, vector: index.get(face) })),
      linkage(),
    ).map(({ face }) => face);
  }

  #artistsOf(faces: readonly FaceId[]): CharacterId | undefined {
    return this.#parts.characters.charactersOf(faces).find((id) => this.#isArtists(id));
  }

  #isArtists(id: CharacterId): boolean {
    return this.#parts.characters.byId(id)?.confirmed ?? false;
  }

  #describe(question: Question<FaceId>): ReviewQuestion[] {
    const side = (shown: readonly FaceId[]) => {
      const face = shown[0] === undefined ? undefined : this.#parts.faces.byId(shown[0]);
      if (!face) return null;
      const character = face.character === null ? null : (this.#parts.characters.describe(face.character) ?? null);
      return { face, others: shown.slice(1), character };
    };
    const [left, right] = [side(question.leftShown), side(question.rightShown)];
    const { about } = question;
    const probability = this.#parts.calibration.shift(question.probability);
    return left && right ? [{ id: idOf(question), left, right, probability, about }] : [];
  }
}

function idOf({ leftShown, rightShown, about, left, right }: Question<FaceId>): string {
  return `${about}-${leftShown[0]}-${rightShown[0]}-${left.length}-${right.length}`;
}
