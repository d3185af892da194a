import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Edits } from './edits.svelte.ts';
import type { Questions } from './questions.svelte.ts';
import { wordGroup } from '../i18n/wording.ts';

/** Edits that something has to be asked for first. Each answers whether it was done, or what became of the group. */
export class AskedEdits {
  readonly #edits: Edits;
  readonly #questions: Questions;
  readonly #t: Translate;

  constructor(edits: Edits, questions: Questions, t: Translate) {
    this.#edits = edits;
    this.#questions = questions;
    this.#t = t;
  }

  /** Asks into which one the groups are to be merged; a single one, with which other. */
  async merge(groups: readonly Character[]): Promise<Character | null> {
    const [only] = groups;
    if (groups.length > 1 || !only) return await this.#edits.merge(groups);
    const title = this.#t('merge.pick', { name: wordGroup(this.#t, only) });
    const picked = await this.#questions.pick({ title, action: this.#t('merge.choose'), except: only.id });
    if (!picked) return null;
    if ('name' in picked) return await this.#edits.rename(only, picked.name);
    return await this.#edits.merge([only, picked.character], picked.character.id);
  }

  /** Asks whose faces they are. */
  async move(faces: readonly FaceId[], from: CharacterId | null): Promise<boolean> {
    const title = this.#t('move.title', { count: faces.length });
    const picked = await this.#questions.pick({ title, action: this.#t('move.do'), except: from });
    return picked !== null && (await this.#edits.move(faces, picked));
  }

  /** Shows how a group that holds several characters could be taken apart, and asks whether to. */
  async splitUp(group: Character): Promise<boolean> {
    const parts = await this.#questions.splitUp(group);
    if (parts === null) return false;
    return (await this.#edits.perform((engine) => engine.splitCharacter(parts))) !== null;
  }
}
