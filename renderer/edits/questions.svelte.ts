import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';
import type { Picked } from '../characters/character-picker.svelte.ts';
import { SplitTable, type GoingParts } from '../splitting/split-table.svelte.ts';

export interface PickQuestion {
  readonly title: string;
  /** What the button says. */
  readonly action: string;
  readonly except: CharacterId | null;
  answer(picked: Picked | null): void;
}

/** What has to be asked in a dialog before an edit. */
export class Questions {
  picking = $state.raw<PickQuestion | null>(null);
  splitting = $state.raw<SplitTable | null>(null);
  readonly #engine: Pick<EngineApi, 'proposeSplit'>;

  constructor(engine: Pick<EngineApi, 'proposeSplit'>) {
    this.#engine = engine;
  }

  /** Which character, or what new name; null where the artist cancels. */
  async pick(asked: Omit<PickQuestion, 'answer'>): Promise<Picked | null> {
    const { promise, resolve } = Promise.withResolvers<Picked | null>();
    this.picking = { ...asked, answer: resolve };
    const picked = await promise;
    this.picking = null;
    return picked;
  }

  /** How the group is to be taken apart: the parts that go; null where the artist cancels. */
  async splitUp(character: Character): Promise<GoingParts | null> {
    const { promise, resolve } = Promise.withResolvers<GoingParts | null>();
    this.splitting = new SplitTable(this.#engine, character, resolve);
    const parts = await promise;
    this.splitting = null;
    return parts;
  }
}
