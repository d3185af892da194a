import type { Destination, Edited, EditSummary } from '../../electron/contract/api/edits-api.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { toErrorData } from '../../electron/contract/errors.ts';
import type { Colour } from '../../electron/contract/colours.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Picked } from '../characters/character-picker.svelte.ts';
import type { CharacterList } from '../characters/character-list.svelte.ts';
import type { Library } from '../library/library.svelte.ts';
import { MergeQuestion } from './merge-question.svelte.ts';
import type { Toasts } from '../toasts/toasts.svelte.ts';
import { describeEdit } from '../i18n/wording.ts';

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

  /**
   * Does an edit, shows at once what it has changed, and offers to undo it; null where it failed, which is told.
   * `work` calls the engine, which it is given.
   */
  async perform(work: (engine: EngineApi) => Promise<Edited>): Promise<Edited | null> {
    try {
      return this.#show(await work(this.#engine));
    } catch (error) {
      this.#toasts.fail(error);
      return null;
    } finally {
      this.refresh();
    }
  }

  /** As `perform`; answers whether it was done. */
  async done(work: (engine: EngineApi) => Promise<Edited>): Promise<boolean> {
    return (await this.perform(work)) !== null;
  }

  /** `name` null: takes the name away. The group that has it now: another one, where the artist merged the two; null where it was not given. */
  async rename(character: Character, name: string | null): Promise<Character | null> {
    try {
      return this.#show(await this.#engine.nameCharacter(character.id, name)).changed[0] ?? null;
    } catch (error) {
      const taken = toErrorData(error).code === 'name-taken' && name !== null ? this.#characters.named(name) : null;
      if (taken) return await this.merge([character, taken], taken.id, taken.name);
      this.#toasts.fail(error);
      return null;
    } finally {
      this.refresh();
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
    const question = new MergeQuestion(this.#engine, groups, into, taken, resolve);
    this.mergeQuestion = question;
    const wanted = await promise;
    this.mergeQuestion = null;
    return wanted ? await this.#merge(question) : null;
  }

  async #merge({ into, from, options }: MergeQuestion): Promise<Character | null> {
    const ids = from.map(({ id }) => id);
    const work = (engine: EngineApi) => engine.mergeCharacters(into.id, ids, options);
    return (await this.perform(work))?.changed[0] ?? null;
  }

  async move(faces: readonly FaceId[], to: Picked): Promise<boolean> {
    return await this.done((engine) => engine.moveFaces(faces, this.destination(to)));
  }

  /** What was picked, as the engine takes it; it is noted as used. */
  destination(to: Picked): Destination {
    if ('name' in to) return { name: to.name };
    this.#characters.noteUse(to.character.id);
    return { character: to.character.id };
  }

  /** A group of their own for these faces. */
  async split(faces: readonly FaceId[]): Promise<boolean> {
    return await this.done((engine) => engine.splitFaces(faces));
  }

  async reject(faces: readonly FaceId[], from: CharacterId): Promise<boolean> {
    return await this.done((engine) => engine.rejectFaces(faces, from));
  }

  async notAFace(faces: readonly FaceId[]): Promise<boolean> {
    return await this.done((engine) => engine.markNotFace(faces));
  }

  async hide(groups: readonly CharacterId[], hidden: boolean): Promise<boolean> {
    return await this.done((engine) => engine.setHidden(groups, hidden));
  }

  async setColour(groups: readonly CharacterId[], colour: Colour | null): Promise<boolean> {
    return await this.done((engine) => engine.setColour(groups, colour));
  }

  async setCover(group: CharacterId, face: FaceId): Promise<boolean> {
    return await this.done((engine) => engine.setCover(group, face));
  }

  /** By a key or the menu: what was told last as done, though it is no edit; else the last edit. */
  undoNewest = async (): Promise<void> => {
    const offer = this.#toasts.takeUndo();
    if (offer) offer.run();
    else await this.undo();
  };

  undo = (): Promise<void> => this.#step('undo');
  redo = (): Promise<void> => this.#step('redo');

  async #step(direction: 'undo' | 'redo'): Promise<void> {
    const back = direction === 'undo' ? 'redo' : 'undo';
    this.#toasts.withdrawActions();
    try {
      const { edit, changed, gone } = await this.#engine[direction]();
      this.#characters.apply(changed, gone);
      const text = describeEdit(this.#t, edit);
      // Another step may have been taken meanwhile.
      this.#toasts.withdrawActions();
      this.#toasts.show('info', this.#t(doneKeys[direction], { edit: text }), {
        label: this.#t(`command.${back}`),
        run: () => void this[back](),
      });
    } catch (error) {
      this.#toasts.fail(error);
    } finally {
      this.#characters.letOrderGo();
      this.refresh();
    }
  }

  #show(edited: Edited): Edited {
    this.#characters.apply(edited.changed, edited.gone);
    if (edited.unchanged) this.#tellUnchanged(edited.edit);
    else this.#offerUndo(edited.edit);
    return edited;
  }

  /** An offer to undo would be about the edit before it. What found nothing tells that by its count. */
  #tellUnchanged(edit: EditSummary): void {
    this.#toasts.show('info', edit.count === 0 ? describeEdit(this.#t, edit) : this.#t('edit.unchanged'));
  }

  #offerUndo(edit: EditSummary): void {
    this.#toasts.withdrawActions();
    this.#toasts.show('info', describeEdit(this.#t, edit), {
      label: this.#t('command.undo'),
      run: () => void this.undo(),
    });
  }

  /** What the window shows of groups and history is asked for again. */
  refresh(): void {
    this.#library.status.refresh();
  }
}
