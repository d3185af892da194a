import type { EngineApi } from '../../electron/contract/engine-api.ts';
import { toErrorData } from '../../electron/contract/errors.ts';
import type { Character, CharacterId, Edited, EditSummary } from '../../electron/contract/model.ts';
import type { Translate } from '../i18n/translate.ts';
import type { CharacterList } from './character-list.svelte.ts';
import type { Library } from './library.svelte.ts';
import { MergeQuestion } from './merge-question.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';
import { describeEdit, describeError } from './wording.ts';

const doneKeys = { undo: 'edit.undone', redo: 'edit.redone' } as const;

/** What the artist changes. Each change tells what it did and offers to undo it. */
export class Edits {
  /** Merging is the artist's decision, asked before it is done. */
  mergeQuestion = $state.raw<MergeQuestion | null>(null);

  readonly #engine: EngineApi;
  readonly #characters: CharacterList;
  readonly #library: Library;
  readonly #toasts: Toasts;
  readonly #t: Translate;

  constructor(engine: EngineApi, characters: CharacterList, library: Library, toasts: Toasts, t: Translate) {
    this.#engine = engine;
    this.#characters = characters;
    this.#library = library;
    this.#toasts = toasts;
    this.#t = t;
  }

  /** The group that has the name now: another one, where the artist merged the two; null where it was not given. */
  async rename(character: Character, name: string): Promise<Character | null> {
    try {
      return this.#done(await this.#engine.nameCharacter(character.id, name));
    } catch (error) {
      const taken = toErrorData(error).code === 'name-taken' ? this.#characters.named(name) : null;
      if (taken) return await this.merge([character, taken], taken.id, taken.name);
      this.#toasts.show('error', describeError(this.#t, error));
      return null;
    } finally {
      this.#refresh();
    }
  }

  /**
   * Asks whether to merge the groups, into which, and without which faces.
   * `into`: what is proposed. `taken`: the name that brought the question up. Null where the artist did not want to.
   */
  async merge(
    groups: readonly Character[],
    into: CharacterId | null = null,
    taken: string | null = null,
  ): Promise<Character | null> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const question = new MergeQuestion(groups, into, taken, resolve);
    this.mergeQuestion = question;
    const wanted = await promise;
    this.mergeQuestion = null;
    return wanted ? await this.#merge(question) : null;
  }

  async #merge({ into, from }: MergeQuestion): Promise<Character | null> {
    try {
      const ids = from.map(({ id }) => id);
      return this.#done(await this.#engine.mergeCharacters(into.id, ids));
    } catch (error) {
      this.#toasts.show('error', describeError(this.#t, error));
      return null;
    } finally {
      this.#refresh();
    }
  }

  undo = (): Promise<void> => this.#step('undo');
  redo = (): Promise<void> => this.#step('redo');

  async #step(direction: 'undo' | 'redo'): Promise<void> {
    const back = direction === 'undo' ? 'redo' : 'undo';
    this.#toasts.withdrawActions();
    try {
      const { edit, changed, gone } = await this.#engine[direction]();
      this.#characters.apply(changed, gone);
      const text = describeEdit(this.#t, edit);
      this.#toasts.show('info', this.#t(doneKeys[direction], { edit: text }), {
        label: this.#t(`command.${back}`),
        run: () => void this[back](),
      });
    } catch (error) {
      this.#toasts.show('error', describeError(this.#t, error));
    } finally {
      this.#characters.letOrderGo();
      this.#refresh();
    }
  }

  #done({ edit, changed, gone }: Edited): Character | null {
    this.#characters.apply(changed, gone);
    this.#offerUndo(edit);
    return changed[0] ?? null;
  }

  #offerUndo(edit: EditSummary): void {
    this.#toasts.withdrawActions();
    this.#toasts.show('info', describeEdit(this.#t, edit), {
      label: this.#t('command.undo'),
      run: () => void this.undo(),
    });
  }

  #refresh(): void {
    this.#characters.resource.refresh();
    this.#library.status.refresh();
  }
}
