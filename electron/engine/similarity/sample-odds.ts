import type { FaceId } from '../../contract/ids.ts';
import { logistic, logOdds } from '../vectors/log-odds.ts';
import type { SampledCharacter } from './sample-likeness.ts';
import type { Thresholds } from './find-nearest.ts';

/** Log odds that a face shows the character whose samples it is most like; `npm run bench -- sorting --write` fits them. */
export interface SampleModel {
  readonly intercept: number;
  /** Times the cosine to the samples. */
  readonly likeness: number;
  /** Times how far the character is ahead of the next one. */
  readonly lead: number;
  /** Times how like the faces around the samples are to them. */
  readonly crowd: number;
  /** Times how like the faces of the library are to the best sample of each. */
  readonly reach: number;
}

/** What the odds are made of. */
export interface SampleEvidence<Name> {
  readonly name: Name;
  readonly likeness: number;
  readonly lead: number;
  readonly crowd: number;
  readonly reach: number;
}

interface SampledLibrary {
  /** How many faces there are. */
  readonly size: number;
  /** The faces that surely show the same as a face. */
  near(face: FaceId): readonly FaceId[];
}

/** Faces of which the likeness makes the crowd around a sample. */
const crowded = 10;
/** How much of a face's standing is that of the faces that are surely of its character. */
const heed = 0.5;
/** A face that is so like a sample is the sample's own, or that of a copy: whoever is around it has no say. */
const itself = 0.99;
/** A lead beyond this says no more. */
const mostLead = 0.6;

/**
 * Judges each face against the samples of all characters at once. A character's standing with a face is twice the cosine, less how like the
 * crowd around its samples is: many faces are like a sample that is drawn like all the others (as "cross-domain similarity local
 * scaling"; Conneau et al., Word Translation without Parallel Data, 2018). Half of it is what faces think that are surely like
 * this one. What counts is how far the best is ahead of the next: two that are close are a question. Where samples reach little
 * of a library, most faces show somebody else.
 */
export class SampleOdds<Name> {
  readonly #characters: readonly SampledCharacter<Name>[];
  readonly #crowds: readonly number[];
  /** For each face the characters that it is at all like. */
  readonly #candidates = new Map<FaceId, number[]>();
  readonly #library: SampledLibrary;
  /** The standing of nobody: of a character whose samples a face is not like. */
  readonly #nobody: number;
  readonly #reach: number;

  constructor(characters: readonly SampledCharacter<Name>[], library: SampledLibrary) {
    this.#characters = characters;
    this.#library = library;
    this.#crowds = characters.map((character) => crowdOf(character, Math.min(crowded, library.size)));
    const floor = characters[0]?.floor ?? 0;
    this.#nobody = 2 * floor - this.#crowds.reduce((sum, crowd) => sum + crowd, 0) / (characters.length || 1);
    characters.forEach(({ likeness }, k) => {
      for (const face of likeness.keys()) {
        const known = this.#candidates.get(face);
        if (known) known.push(k);
        else this.#candidates.set(face, [k]);
      }
    });
    this.#reach = this.#reachFrom(floor);
  }

  /** The faces that are like any of the samples. */
  get faces(): FaceId[] {
    return [...this.#candidates.keys()];
  }

  /** For the best character that is not `barred`; null where there is none. */
  evidence(face: FaceId, barred?: Name): SampleEvidence<Name> | null {
    const near = this.#isSample(face) ? [] : this.#library.near(face);
    let [best, ahead, second] = [-1, Number.NEGATIVE_INFINITY, this.#nobody];
    for (const k of new Set([face, ...near].flatMap((one) => this.#candidates.get(one) ?? []))) {
      if (this.#characters[k]?.name === barred) continue;
      const standing = this.#standing(face, near, k);
      if (standing <= ahead) second = Math.max(second, standing);
      else {
        if (best >= 0) second = Math.max(second, ahead);
        [best, ahead] = [k, standing];
      }
    }
    const character = this.#characters[best];
    if (!character) return null;
    const likeness = character.likeness.get(face) ?? character.floor;
    const lead = Math.min(mostLead, ahead - second);
    return { name: character.name, likeness, lead, crowd: this.#crowds[best] as number, reach: this.#reach };
  }

  #isSample(face: FaceId): boolean {
    const candidates = this.#candidates.get(face) ?? [];
    return candidates.some((k) => (this.#characters[k]?.likeness.get(face) ?? 0) >= itself);
  }

  /** Mean over the library of the likeness to the best sample. */
  #reachFrom(floor: number): number {
    let above = 0;
    for (const [face, candidates] of this.#candidates) {
      above += Math.max(...candidates.map((k) => this.#characters[k]?.likeness.get(face) ?? floor)) - floor;
    }
    return floor + above / (this.#library.size || 1);
  }

  #standing(face: FaceId, near: readonly FaceId[], k: number): number {
    const own = this.#alone(face, k);
    if (near.length === 0) return own;
    const others = near.reduce((sum, other) => sum + this.#alone(other, k), 0) / near.length;
    return (1 - heed) * own + heed * others;
  }

  #alone(face: FaceId, k: number): number {
    const { likeness, floor } = this.#characters[k] as SampledCharacter<Name>;
    return 2 * (likeness.get(face) ?? floor) - (this.#crowds[k] as number);
  }
}

/** Mean likeness of the `count` faces that are most like the samples. */
function crowdOf({ likeness, floor }: SampledCharacter<unknown>, count: number): number {
  const above = [...likeness.values()].sort((a, b) => b - a).slice(0, count);
  return floor + above.reduce((sum, value) => sum + value - floor, 0) / (count || 1);
}

/** 0..1. */
export function sampleProbability(
  { intercept, ...times }: SampleModel,
  { likeness, lead, crowd, reach }: Omit<SampleEvidence<unknown>, 'name'>,
): number {
  const odds = intercept + times.likeness * likeness + times.lead * lead + times.crowd * crowd + times.reach * reach;
  return logistic(odds);
}

/** From so probable on a face is surely its character's, and is suggested. */
export const sureFrom = 0.85;
export const suggestedFrom = 0.5;

/** For a model that was not fitted: what is in the band "same" is sure, what is in "maybe" is suggested. */
export function sampleModelFrom({ same, maybe }: Thresholds): SampleModel {
  const [low, high] = [logOdds(suggestedFrom), logOdds(sureFrom)];
  const likeness = (high - low) / Math.max(same - maybe, 1e-3);
  return { intercept: high - likeness * same, likeness, lead: 0, crowd: 0, reach: 0 };
}
