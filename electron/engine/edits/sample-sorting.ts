import type { Edited } from '../../contract/api/edits-api.ts';
import type { FaceId } from '../../contract/ids.ts';
import type { SamplePlan, SamplePlanCharacter, SampleProblem } from '../../contract/api/find-api.ts';
import { AppError, toErrorData } from '../../contract/errors.ts';
import { listSamples } from './sample-folder.ts';
import type { Samples } from '../pipeline/samples.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FaceStore } from '../store/faces/faces.ts';
import type { FactStore } from '../store/facts.ts';
import { cleanName, Decisions } from './decisions.ts';
import type { Grouping } from '../grouping/grouping.ts';
import type { Journal } from './journal.ts';
import { placeFaces, type PlacedFace } from './sample-placing.ts';
import { likenessTo, type SampledCharacter } from '../similarity/sample-likeness.ts';
import { SampleOdds, suggestedFrom, sureFrom, type SampleEvidence } from '../similarity/sample-odds.ts';

interface SortingParts {
  readonly faces: FaceStore;
  readonly characters: CharacterStore;
  readonly facts: FactStore;
  readonly journal: Journal;
  readonly grouping: Grouping;
  readonly samples: Samples;
  readonly judgement: SampleJudgement;
}

/** How faces are judged against samples, in this library. */
interface SampleJudgement {
  /** Faces of a lower cosine are not like a sample at all. */
  readonly floor: number;
  /** Faces of at least this cosine surely show the same. */
  readonly same: number;
  /** That a face shows the character, 0..1. */
  probability(evidence: SampleEvidence<string>): number;
}

const shown = 12;

/** "Sort by samples": a folder of samples names the characters of a whole library. */
export class SampleSorting {
  readonly #parts: SortingParts;
  readonly #decisions: Decisions;
  #plan: SamplePlan | null = null;
  #lastId = 0;

  constructor(parts: SortingParts) {
    this.#parts = parts;
    this.#decisions = new Decisions(parts);
  }

  /** Looks at the samples and changes nothing. Throws `folder-not-found`. */
  async plan(folder: string): Promise<SamplePlan> {
    const problems: SampleProblem[] = [];
    const sampled: SampledCharacter<string>[] = [];
    const paths = new Map<string, string[]>();
    const { samples, passedOver } = await listSamples(folder);
    for (const [name, files] of samples) {
      const vectors = await this.#look(files, problems);
      if (vectors.length === 0) continue;
      paths.set(name, [...files]);
      sampled.push(await likenessTo(this.#parts.grouping, { name, vectors, floor: this.#parts.judgement.floor }));
    }
    const placed = await this.#place(sampled);
    const characters = [...paths].map(([name, files]) => this.#describe(name, files, placed.get(name) ?? []));
    const matched = characters.reduce((sum, { faces, unsure }) => sum + faces.length + unsure.length, 0);
    this.#lastId += 1;
    const unmatched = this.#parts.grouping.index.size - matched;
    this.#plan = { id: this.#lastId, characters, problems, passedOver, unmatched };
    return this.#plan;
  }

  /** One edit; characters of these names are left out. Throws `plan-gone`. */
  apply(id: number, leaveOut: readonly string[]): Edited {
    const plan = this.#plan;
    if (plan?.id !== id) throw new AppError('plan-gone', id);
    const wanted = plan.characters.filter(
      ({ name, faces, unsure }) => faces.length + unsure.length > 0 && !leaveOut.includes(name),
    );
    const about = wanted.map(({ character }) => character).filter((character) => character !== null);
    return this.#parts.journal.perform(about, () => {
      for (const { name, faces, unsure } of wanted) this.#take(name, faces, unsure);
      const [only] = wanted;
      return { kind: 'samples', name: wanted.length === 1 && only ? only.name : null, count: wanted.length };
    });
  }

  #take(name: string, faces: readonly FaceId[], unsure: readonly FaceId[]): void {
    const { facts } = this.#parts;
    const character = this.#decisions.destination({ name });
    this.#decisions.adopt(character);
    facts.confirm(facts.assignable(faces, character), character);
    facts.suggest(facts.assignable(unsure, character), character);
  }

  /** Vectors of the largest face of each sample. */
  async #look(files: readonly string[], problems: SampleProblem[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const path of files) {
      try {
        const sample = await this.#parts.samples.open({ path });
        if (sample.faces[0]?.wholePicture) problems.push({ path, reason: 'no-face' });
        if (sample.faces.length > 1) problems.push({ path, reason: 'many-faces' });
        vectors.push(this.#parts.grouping.seen(this.#parts.samples.vectorOf(sample.id, 0)));
      } catch (error) {
        if (toErrorData(error).code !== 'picture-unreadable') throw error;
        problems.push({ path, reason: 'unreadable' });
      }
    }
    return vectors;
  }

  #place(sampled: readonly SampledCharacter<string>[]): Promise<Map<string, PlacedFace[]>> {
    const { grouping, judgement } = this.#parts;
    const odds = new SampleOdds(sampled, {
      size: grouping.index.size,
      near: (face) => grouping.near(face, judgement.same),
    });
    return placeFaces(odds, {
      probability: (evidence) => judgement.probability(evidence),
      // Two faces of one picture are two characters, unless it may be a sheet of sketches.
      pictureOf: (face) => (grouping.picturesApart ? grouping.pictureOf(face) : undefined),
      least: suggestedFrom,
    });
  }

  #describe(written: string, samples: readonly string[], placed: readonly PlacedFace[]): SamplePlanCharacter {
    const { characters, grouping, faces: stored } = this.#parts;
    const name = cleanName(written);
    const faces = placed.filter(({ probability }) => probability >= sureFrom).map(({ face }) => face);
    const unsure = placed.filter(({ probability }) => probability < sureFrom).map(({ face }) => face);
    return {
      name,
      character: characters.byName(name)?.id ?? null,
      samples,
      faces,
      unsure,
      pictures: new Set(faces.map((face) => grouping.pictureOf(face))).size,
      show: stored.known(faces.slice(0, shown)),
    };
  }
}
