import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { SplitProposal } from '../../electron/contract/api/edits-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { FaceId } from '../../electron/contract/ids.ts';
import { throttle } from '../library/throttle.ts';
import { freeFaces, goingParts, joinParts, keepGroup, moveFaces, noParts, withProposal, type Parts } from './parts.ts';

const lookInterval = 150;

export type GoingParts = readonly (readonly FaceId[])[];

/** A group on the table, to be taken apart: the machine proposes the parts, the artist arranges them, and all is done at once. */
export class SplitTable {
  parts = $state.raw<Parts>(noParts);
  error = $state.raw<ErrorData | null>(null);
  /** How many parts the slider asks for; null until the first ones are there. */
  wanted = $state<number | null>(null);
  /** The part that is seen large. */
  large = $state<number | null>(null);
  readonly character: Character;
  /** How many parts there can be of what the artist has had no hand in. */
  #range = $state.raw({ fewest: 1, most: 1 });
  #past = $state.raw<readonly Parts[]>([]);
  readonly #engine: Pick<EngineApi, 'proposeSplit'>;
  readonly #answer: (parts: GoingParts | null) => void;
  readonly #look: () => void;

  constructor(
    engine: Pick<EngineApi, 'proposeSplit'>,
    character: Character,
    answer: (parts: GoingParts | null) => void,
  ) {
    this.#engine = engine;
    this.character = character;
    this.#answer = answer;
    this.#look = throttle(() => this.#ask(), lookInterval);
    void this.#open();
  }

  readonly ready = $derived(this.parts.list.length > 0);
  readonly canApply = $derived(this.parts.list.length > 1);
  readonly canUndo = $derived(this.#past.length > 0);
  readonly #held = $derived(this.parts.list.filter(({ held }) => held).length);
  readonly #free = $derived(freeFaces(this.parts).length);
  readonly fewest = $derived(this.#held + (this.#free > 0 ? this.#range.fewest : 0));
  readonly most = $derived(this.#held + Math.min(this.#free, this.#range.most));

  /** More or fewer parts of what the artist has had no hand in. */
  ask(count: number): void {
    this.wanted = Math.min(this.most, Math.max(this.fewest, count));
    this.#look();
  }

  move(faces: readonly FaceId[], to: number | null): void {
    this.#arrange(moveFaces(this.parts, faces, to));
  }

  join(from: number, into: number): void {
    this.#arrange(joinParts(this.parts, from, into));
  }

  keepGroup(key: number): void {
    this.#arrange(keepGroup(this.parts, key));
  }

  /** Takes the last thing back that the artist did to the parts. */
  undo(): void {
    const before = this.#past.at(-1);
    if (!before) return;
    this.#past = this.#past.slice(0, -1);
    this.#show(before);
  }

  apply(): void {
    if (this.canApply) this.#answer(goingParts(this.parts));
  }

  cancel(): void {
    this.#answer(null);
  }

  #arrange(parts: Parts): void {
    this.#past = [...this.#past, this.parts];
    this.#show(parts);
  }

  #show(parts: Parts): void {
    this.parts = parts;
    this.wanted = parts.list.length;
    if (!parts.list.some(({ key }) => key === this.large)) this.large = null;
  }

  async #open(): Promise<void> {
    await this.#attempt(async () => this.#take(await this.#engine.proposeSplit(this.character.id)));
  }

  async #ask(): Promise<void> {
    const { parts, wanted } = this;
    const faces = freeFaces(parts);
    if (wanted === null || faces.length === 0) return;
    await this.#attempt(async () => {
      const count = Math.max(1, wanted - this.#held);
      const proposal = await this.#engine.proposeSplit(this.character.id, { parts: count, faces });
      // What the artist has done meanwhile stands.
      if (this.parts === parts) this.#take(proposal);
    });
  }

  #take(proposal: SplitProposal): void {
    const { wanted } = this;
    this.#range = { fewest: proposal.fewest, most: proposal.most };
    this.#show(withProposal(this.parts, proposal));
    // The slider may have gone on.
    if (wanted !== null) this.wanted = wanted;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.error = null;
    } catch (error) {
      this.error = toErrorData(error);
    }
  }
}
