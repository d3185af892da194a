import type { EngineApi } from '../../electron/contract/engine-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { SplitProposal } from '../../electron/contract/edits-api.ts';
import type { Character } from '../../electron/contract/faces-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';
import type { Picked } from '../characters/character-picker.svelte.ts';

export interface PickQuestion {
  readonly title: string;
  readonly except: CharacterId | null;
  answer(picked: Picked | null): void;
}

type Parts = readonly (readonly FaceId[])[];

/** How a mixed group could be taken apart, and which of the parts are to go. */
export class SplitQuestion {
  proposal = $state.raw<SplitProposal | null>(null);
  error = $state.raw<ErrorData | null>(null);
  /** Numbers of the parts that become groups of their own; part 0 stays. */
  going = $state.raw<ReadonlySet<number>>(new Set());
  readonly character: Character;
  readonly #answer: (parts: Parts | null) => void;

  constructor(character: Character, propose: () => Promise<SplitProposal>, answer: (parts: Parts | null) => void) {
    this.character = character;
    this.#answer = answer;
    void propose().then(
      (proposal) => this.#take(proposal),
      (error: unknown) => (this.error = toErrorData(error)),
    );
  }

  readonly mixed = $derived((this.proposal?.parts.length ?? 0) > 1);

  #take(proposal: SplitProposal): void {
    this.proposal = proposal;
    this.going = new Set(proposal.parts.map((_, part) => part).slice(1));
  }

  toggle(part: number): void {
    const going = new Set(this.going);
    if (!going.delete(part)) going.add(part);
    this.going = going;
  }

  accept(): void {
    const parts = this.proposal?.parts.map(({ faces }) => faces) ?? [];
    this.#answer(parts.filter((_, part) => this.going.has(part)));
  }

  cancel(): void {
    this.#answer(null);
  }
}

/** What has to be asked in a dialog before an edit. */
export class Questions {
  picking = $state.raw<PickQuestion | null>(null);
  splitting = $state.raw<SplitQuestion | null>(null);
  readonly #engine: Pick<EngineApi, 'proposeSplit'>;

  constructor(engine: Pick<EngineApi, 'proposeSplit'>) {
    this.#engine = engine;
  }

  /** Which character, or what new name; null where the artist cancels. */
  async pick(title: string, except: CharacterId | null): Promise<Picked | null> {
    const { promise, resolve } = Promise.withResolvers<Picked | null>();
    this.picking = { title, except, answer: resolve };
    const picked = await promise;
    this.picking = null;
    return picked;
  }

  async splitUp(character: Character): Promise<Parts | null> {
    const { promise, resolve } = Promise.withResolvers<Parts | null>();
    this.splitting = new SplitQuestion(character, () => this.#engine.proposeSplit(character.id), resolve);
    const parts = await promise;
    this.splitting = null;
    return parts;
  }
}
