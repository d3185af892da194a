import type { CharacterId } from '../../electron/contract/ids.ts';
import type { FindContext } from './context.ts';
import { commandOf } from '../commands/commands.ts';
import type { Picked } from '../characters/character-picker.svelte.ts';

export type FindAction = 'name' | 'review';

/** What is done with the bands of a search: one gets a name, the other is reviewed. */
export class FindActions {
  /** The question that is asked now: whose faces they are. */
  asked = $state<FindAction | null>(null);
  readonly #around: FindContext;

  constructor(around: FindContext) {
    this.#around = around;
  }

  readonly faces = $derived.by(() => {
    const { same, maybe } = this.#around.finder.banded;
    return (this.asked === 'name' ? same : maybe).map(({ face }) => face);
  });

  /** The named character that most of the faces are in already. */
  readonly likely = $derived.by(() => {
    const counts = new Map<CharacterId, number>();
    const { same } = this.#around.finder.banded;
    for (const { character } of same) {
      if (this.#around.characters.byId(character)?.name != null && character !== null)
        counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  });

  ask(action: FindAction): void {
    const { same, maybe } = this.#around.finder;
    if ((action === 'name' ? same : maybe).faces > 0) this.asked = action;
  }

  async pick(picked: Picked): Promise<void> {
    const { asked, faces } = this;
    this.asked = null;
    const to = 'name' in picked ? picked : { character: picked.character.id };
    const done = await this.#around.edits.perform((engine) =>
      asked === 'name' ? engine.assignFaces(faces, to) : engine.suggestFaces(faces, to),
    );
    if (done) await this.#around.finder.again();
  }

  /** True where the key was one of the view's own. */
  handleKey(event: KeyboardEvent): boolean {
    const id = commandOf(event, ['nameSame', 'reviewMaybe']);
    if (id) this.ask(id === 'nameSame' ? 'name' : 'review');
    return id !== null;
  }
}
