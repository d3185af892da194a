import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';
import type { CharacterList } from './character-list.svelte.ts';
import { steppedOption } from '../commands/option-keys.ts';

/** A character that is there already, or the name of a new one. */
export type Picked = { readonly character: Character } | { readonly name: string };

export interface PickerOptions {
  /** Not offered. */
  readonly except: CharacterId | null;
  /** Offered first, before anything is typed. */
  readonly likely: CharacterId | null;
}

/** Finds a character by name while it is typed; a name that nobody has makes a new one. */
export class CharacterPicker {
  text = $state('');
  /** The option that the arrow keys have reached. */
  active = $state(0);

  readonly #characters: CharacterList;
  readonly #except: CharacterId | null;
  readonly #likely: CharacterId | null;
  readonly #onpick: (picked: Picked) => void;

  constructor(characters: CharacterList, { except, likely }: PickerOptions, onpick: (picked: Picked) => void) {
    this.#characters = characters;
    this.#except = except;
    this.#likely = likely;
    this.#onpick = onpick;
  }

  readonly #wanted = $derived(this.text.trim());
  readonly #named = $derived.by(() => this.#characters.named(this.#wanted));

  /** Characters that fit what was typed, then the new name where nobody has it. */
  readonly options = $derived.by((): readonly Picked[] => {
    const found = this.#wanted === '' ? this.#offered() : this.#characters.completions(this.#wanted);
    const others = found.filter(({ id }) => id !== this.#except).map((character) => ({ character }));
    return this.#wanted === '' || this.#named ? others : [...others, { name: this.#wanted }];
  });

  #offered(): readonly Character[] {
    const likely = this.#characters.byId(this.#likely);
    const largest = this.#characters.largestNamed();
    return likely?.name == null ? largest : [likely, ...largest.filter((character) => character !== likely)];
  }

  type(text: string): void {
    this.text = text;
    // What was typed in full counts, not a longer name that begins with it.
    const exact = this.options.findIndex((option) => 'character' in option && option.character === this.#named);
    const fresh = this.options.findIndex((option) => 'name' in option);
    this.active = Math.max(0, exact >= 0 ? exact : fresh);
  }

  pick(index = this.active): void {
    const option = this.options[index];
    if (option) this.#onpick(option);
  }

  /** True where the key was one of the list's own. */
  handleKey(event: Pick<KeyboardEvent, 'key' | 'isComposing'>): boolean {
    // While an input method composes (Japanese), Enter and the arrows belong to it.
    if (event.isComposing) return false;
    if (event.key === 'Enter') {
      this.pick();
      return true;
    }
    const stepped = steppedOption(event.key, this.active, Math.max(1, this.options.length));
    this.active = stepped ?? this.active;
    return stepped !== null;
  }
}
