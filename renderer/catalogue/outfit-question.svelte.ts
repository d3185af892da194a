import type { FaceId } from '../../electron/contract/ids.ts';
import type { Edits } from '../edits/edits.svelte.ts';

/** Null: the artist cancels. `outfit` null: no outfit any more. */
type Answer = { readonly outfit: string | null } | null;

export interface OutfitQuestion {
  answer(answer: Answer): void;
}

/** Asks which outfit faces show, and says so. */
export class OutfitQuestions {
  asked = $state.raw<OutfitQuestion | null>(null);
  readonly #edits: Pick<Edits, 'done'>;

  constructor(edits: Pick<Edits, 'done'>) {
    this.#edits = edits;
  }

  /** Answers whether it was done. */
  async dress(faces: readonly FaceId[]): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.asked = { answer: resolve };
    const answer = await promise;
    this.asked = null;
    return answer !== null && (await this.#edits.done((engine) => engine.setOutfit(faces, answer.outfit)));
  }
}
