import type { Destination, Edited, EditKind } from '../../electron/contract/edits-api.ts';
import type { EngineApi } from '../../electron/contract/engine-api.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type { Character, Face } from '../../electron/contract/faces-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';
import type { LearntThresholds, ReviewQuestion } from '../../electron/contract/review-api.ts';
import type { SamplePlanCharacter } from '../../electron/contract/search-api.ts';
import { mix } from './demo-art.ts';
import type { Facts } from './demo-curation.ts';
import { placeInGroup, type DemoLibrary } from './demo-library.ts';

/** What the demo engine lends: groups and faces by their numbers, and its edits. */
export interface DemoParts {
  readonly library: DemoLibrary;
  facts(): Facts;
  groups(): readonly number[];
  facesOf(group: number): readonly number[];
  groupOf(face: number): number | null;
  character(group: number): Character;
  face(face: number): Face;
  edit(kind: EditKind, count: number, groups: readonly number[], change: Partial<Facts>): Edited;
  move(kind: 'assign' | 'suggest', faces: readonly FaceId[], to: Destination): Edited;
}

type Calls = Pick<
  EngineApi,
  | ('acceptFaces' | 'acceptAll' | 'reviewQueue' | 'answerReview' | 'assignFaces' | 'suggestFaces')
  | ('accuracy' | 'adaptThresholds')
>;

const idOf = (face: number): FaceId => (face + 1) as FaceId;

/** Suggestions, questions and samples of the demo, without a network: what is said follows from the numbers. */
export class DemoJudge implements Calls {
  readonly #parts: DemoParts;
  #skipped: readonly string[] = [];
  #adapt = true;

  constructor(parts: DemoParts) {
    this.#parts = parts;
  }

  /** The last tenth of a named group waits for an answer. */
  isSuggested(face: number): boolean {
    const { accepted, names, home } = this.#parts.facts();
    const group = this.#parts.groupOf(face);
    if (group === null || !names.has(group) || accepted.has(face) || home.has(face)) return false;
    return placeInGroup(this.#parts.library, face) >= 0.9;
  }

  /** With what the machine would say of it. */
  judged(face: Face): Face {
    const number = face.id - 1;
    const { names } = this.#parts.facts();
    const suggested = this.isSuggested(number);
    const named = face.character !== null && names.has(face.character - 1);
    const similarity = suggested ? 0.83 - (mix(number, 5) % 250) / 1000 : face.similarity;
    const state = suggested ? 'suggested' : named ? 'confirmed' : 'grouped';
    return { ...face, state, similarity };
  }

  async acceptFaces(faces: readonly FaceId[], character: CharacterId): Promise<Edited> {
    const accepted = new Set([...this.#parts.facts().accepted, ...faces.map((face) => face - 1)]);
    return this.#parts.edit('accept', faces.length, [character - 1], { accepted });
  }

  async acceptAll(character: CharacterId): Promise<Edited> {
    const faces = this.#parts.facesOf(character - 1).filter((face) => this.isSuggested(face));
    return this.acceptFaces(faces.map(idOf), character);
  }

  async reviewQueue(limit: number): ReturnType<EngineApi['reviewQueue']> {
    const groups = this.#parts.groups();
    const { asked } = this.#parts.facts();
    const pairs = groups.slice(0, 18).map((group, at) => [group, groups[(at + 1 + (at % 3)) % groups.length] ?? 0]);
    const questions = pairs
      .map(([a = 0, b = 0], at) => this.#question(a, b, at))
      .filter(({ id }) => !asked.has(id) && !this.#skipped.includes(id));
    return { questions: questions.slice(0, limit), answered: asked.size, left: questions.length };
  }

  #question(a: number, b: number, at: number): ReviewQuestion {
    const side = (group: number): ReviewQuestion['left'] => {
      const faces = this.#parts.facesOf(group);
      const first = (at * 3) % faces.length;
      const others = faces.slice(first + 1, first + 5).map(idOf);
      return { face: this.#parts.face(faces[first] ?? 0), others, character: this.#parts.character(group) };
    };
    return { id: `${a}-${b}`, left: side(a), right: side(b), probability: 0.5, about: 'groups' };
  }

  async answerReview(id: string, answer: 'same' | 'different' | 'skip', limit: number) {
    const [into = 0, from = 0] = id.split('-').map(Number);
    const { asked, into: merged } = this.#parts.facts();
    const change = {
      asked: new Set([...asked, id]),
      ...(answer === 'same' && { into: new Map([...merged, [from, into] as const]) }),
    };
    const edited = answer === 'skip' ? null : this.#parts.edit(answer, 2, [into, from], change);
    if (answer === 'skip') this.#skipped = [...this.#skipped, id];
    return { changed: edited?.changed ?? [], gone: edited?.gone ?? [], queue: await this.reviewQueue(limit) };
  }

  async assignFaces(faces: readonly FaceId[], to: Destination): Promise<Edited> {
    return this.#parts.move('assign', faces, to);
  }

  async suggestFaces(faces: readonly FaceId[], to: Destination): Promise<Edited> {
    return this.#parts.move('suggest', faces, to);
  }

  async planSamples(folder: string): ReturnType<EngineApi['planSamples']> {
    if (folder.includes('missing')) throw new AppError('folder-not-found', folder);
    if (folder.includes('empty')) return { id: 1, characters: [], problems: [], unmatched: 0 };
    const names = ['Mika', 'Captain Thorne', 'Tomoe', 'ユキ', 'Aoi', 'Nobody We Know', '白石 凛'];
    return {
      id: 1,
      characters: names.map((name, group) => this.#planned(folder, name, group)),
      problems: [
        { path: `${folder}/notes.psd.png`, reason: 'unreadable' },
        { path: `${folder}/Aoi/with-friends_final.png`, reason: 'many-faces' },
        { path: `${folder}/白石 凛/back.png`, reason: 'no-face' },
      ],
      unmatched: 318,
    };
  }

  #planned(folder: string, name: string, group: number): SamplePlanCharacter {
    const all = name.startsWith('Nobody') ? [] : this.#parts.facesOf(group);
    const known = [...this.#parts.facts().names].find(([, given]) => given === name)?.[0];
    const faces = all.slice(0, Math.floor(all.length * (group === 4 ? 0.02 : 0.9)));
    return {
      name,
      character: known === undefined ? null : ((known + 1) as CharacterId),
      samples: Array.from({ length: 1 + (group % 3) }, (_, at) => `${folder}/${name}/${at}.png`),
      faces: faces.map(idOf),
      unsure: all.slice(faces.length, faces.length + 20).map(idOf),
      pictures: Math.ceil(faces.length * 0.9),
      show: faces.slice(0, 12).map((face) => this.#parts.face(face)),
    };
  }

  async applySamples(_plan: number, leaveOut: readonly string[]): Promise<Edited> {
    const given = ['Mika', 'Captain Thorne', 'Tomoe'].filter((name) => !leaveOut.includes(name));
    const names = new Map([...this.#parts.facts().names, ...given.map((name, group) => [group, name] as const)]);
    const groups = given.map((_, group) => group);
    return this.#parts.edit('samples', given.length, groups, { names });
  }

  async accuracy(): ReturnType<EngineApi['accuracy']> {
    const bin = (from: number, answered: number, same: number, expected: number | null) => {
      return { from, to: from + 0.1, answered, same, expected };
    };
    const questions = [bin(0.4, 18, 2, 0.11), bin(0.5, 46, 21, 0.4), bin(0.6, 68, 63, 0.86)];
    const suggestions = [bin(0.7, 12, 7, null), bin(0.8, 96, 91, null)];
    return {
      ...{ answered: 240, right: 212 },
      kinds: [
        { kind: 'question', answered: 132, right: 114, bins: questions },
        { kind: 'suggestion', answered: 108, right: 98, bins: suggestions },
      ],
      thresholds: this.#thresholds(),
    };
  }

  async adaptThresholds(adapt: boolean): Promise<LearntThresholds> {
    this.#adapt = adapt;
    return this.#thresholds();
  }

  #thresholds(): LearntThresholds {
    const original = { same: 0.801, maybe: 0.53 };
    return {
      ...{ original, inUse: this.#adapt ? { same: 0.786, maybe: 0.508 } : original },
      bounds: { lowest: { same: 0.721, maybe: 0.45 }, highest: { same: 0.881, maybe: 0.61 } },
      ...{ answers: 132, adapt: this.#adapt },
    };
  }
}
