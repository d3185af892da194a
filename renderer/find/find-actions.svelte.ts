import type { CharacterId } from '../../electron/contract/ids.ts';
import type { AppState } from '../shell/app.svelte.ts';
import { commandOf } from '../commands/commands.ts';
import type { Picked } from '../characters/character-picker.svelte.ts';

export type FindAction = 'name' | 'review';

/** What is done with the bands of a search: one gets a name, the other is reviewed. */
export class FindActions {
  /** The question that is asked now: whose faces they are. */
  asked = $state<FindAction | null>(null);
  readonly #app: AppState;

  constructor(app: AppState) {
    this.#app = app;
  }

  readonly faces = $derived.by(() => {
    const { same, maybe } = this.#app.finder.banded;
    return (this.asked === 'name' ? same : maybe).map(({ face }) => face);
  });

  /** The named character that most of the faces are in already. */
  readonly likely = $derived.by(() => {
    const counts = new Map<CharacterId, number>();
    const { same } = this.#app.finder.banded;
    for (const { character } of same) {
      if (this.#app.characters.byId(character)?.name != null && character !== null)
        counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  });

  ask(action: FindAction): void {
    const { same, maybe } = this.#app.finder;
    if ((action === 'name' ? same : maybe).faces > 0) this.asked = action;
  }

  async pick(picked: Picked): Promise<void> {
    const { asked, faces } = this;
    this.asked = null;
    const to = 'name' in picked ? picked : { character: picked.character.id };
    const { edits, engine } = this.#app;
    const done = await edits.perform(() =>
      asked === 'name' ? engine.assignFaces(faces, to) : engine.suggestFaces(faces, to),
    );
    if (done) await this.#app.finder.again();
  }

  /** True where the key was one of the view's own. */
  handleKey(event: KeyboardEvent): boolean {
    const id = commandOf(event, ['nameSame', 'reviewMaybe']);
    if (id) this.ask(id === 'nameSame' ? 'name' : 'review');
    return id !== null;
  }
}
