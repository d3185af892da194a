import type { CharacterId } from '../../electron/contract/model.ts';
import type { Picked } from './character-picker.svelte.ts';

export interface PickQuestion {
  readonly title: string;
  readonly except: CharacterId | null;
  answer(picked: Picked | null): void;
}

/** What has to be asked in a dialog before an edit. */
export class Questions {
  picking = $state.raw<PickQuestion | null>(null);
  /** Which character, or what new name; null where the artist cancels. */
  async pick(title: string, except: CharacterId | null): Promise<Picked | null> {
    const { promise, resolve } = Promise.withResolvers<Picked | null>();
    this.picking = { title, except, answer: resolve };
    const picked = await promise;
    this.picking = null;
    return picked;
  }
}
