import { InvalidArgumentError } from 'commander';
import { AppError } from '../contract/errors.ts';
import { characterName as characterNameSchema } from '../contract/checks.ts';
import type { CharacterId, FaceId } from '../contract/ids.ts';
import type { Engine } from '../engine/engine.ts';

/** Throws `character-gone` where the text is no id of a group. */
export function groupId(text: string | undefined): CharacterId {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1) throw new AppError('character-gone', text ?? '');
  return id as CharacterId;
}

/** Throws `face-gone` where the text is no id of a face. */
export function faceId(text: string): FaceId {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1) throw new AppError('face-gone', text);
  return id as FaceId;
}

/** What the window takes for a name, no more. */
export function characterName(text: string): string {
  const checked = characterNameSchema.safeParse(text);
  if (!checked.success) throw new InvalidArgumentError(checked.error.issues.map(({ message }) => message).join(' '));
  return checked.data;
}

/** Groups by name, another name, or the id that `groups` shows. Throws `character-gone`. */
export async function idsOf(engine: Engine, wanted: readonly string[]): Promise<CharacterId[]> {
  const all = await engine.listCharacters();
  return wanted.map((given) => {
    const found =
      all.find(({ name }) => name === given.normalize('NFC')) ??
      all.find(({ about }) => about?.aliases.some(({ name }) => name === given.normalize('NFC'))) ??
      all.find(({ id }) => String(id) === given);
    if (!found) throw new AppError('character-gone', given);
    return found.id;
  });
}

/** The scope of a command: groups that `--character` names, or everything. */
export async function scopeOf(engine: Engine, character: readonly string[]) {
  return { characters: character.length === 0 ? undefined : await idsOf(engine, character) };
}
