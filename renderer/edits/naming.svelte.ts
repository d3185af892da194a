import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { CharacterList } from '../characters/character-list.svelte.ts';
import type { Edits } from './edits.svelte.ts';

/** A name while it is typed, with the names that exist already. */
export class Naming {
  text = $state('');
  /** The completion that the arrow keys have reached; -1: what was typed. */
  active = $state(-1);
  busy = $state(false);

  readonly #character: Character;
  readonly #characters: CharacterList;
  readonly #edits: Edits;
  readonly #onclose: (named: Character | null) => void;
  #closed = false;
  #refused: string | null = null;

  constructor(
    character: Character,
    characters: CharacterList,
    edits: Edits,
    onclose: (named: Character | null) => void,
  ) {
    this.#character = character;
    this.#characters = characters;
    this.#edits = edits;
    this.#onclose = onclose;
    this.text = character.name ?? '';
  }

  readonly changed = $derived.by(() => this.text.trim() !== '' && this.text.trim() !== (this.#character.name ?? ''));
  /** Return in an empty field takes the name away; leaving it empty changes nothing. */
  readonly removes = $derived.by(() => this.text.trim() === '' && this.#character.name !== null);
  readonly completions = $derived.by(() =>
    this.changed && !this.busy ? this.#characters.completions(this.text, this.#character.id) : [],
  );

  type(text: string): void {
    this.text = text;
    this.active = -1;
  }

  /** Leaving the field keeps what was typed, as renaming in a file manager does; not a name that was refused already. */
  async leave(): Promise<void> {
    if (this.busy) return;
    if (this.text === this.#refused || this.removes) this.close();
    else await this.submit(this.text);
  }

  close(named: Character | null = null): void {
    this.#closed = true;
    this.#onclose(named);
  }

  /** Leaves the field open where the name could not be given: the artist chooses another. */
  async submit(name = this.completions[this.active]?.name ?? this.text): Promise<void> {
    if (this.#closed || this.busy) return;
    this.text = name;
    if (!this.changed && !this.removes) {
      this.close();
      return;
    }
    this.busy = true;
    const named = await this.#edits.rename(this.#character, this.removes ? null : name.trim());
    this.busy = false;
    if (named) this.close(named);
    else this.#refused = name;
  }

  /** True where the key was one of the field's own. */
  handleKey(event: KeyboardEvent): boolean {
    // While an input method composes (Japanese), Enter and the arrows belong to it.
    if (event.isComposing) return false;
    const count = this.completions.length;
    switch (event.key) {
      case 'Enter':
        void this.submit();
        return true;
      case 'Escape':
        this.close();
        return true;
      case 'ArrowDown':
        this.active = this.active + 1 < count ? this.active + 1 : -1;
        return true;
      case 'ArrowUp':
        this.active = this.active < 0 ? count - 1 : this.active - 1;
        return true;
      default:
        return false;
    }
  }
}
