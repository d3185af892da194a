import type { Appraisal } from '../../contract/catalogue-model.ts';
import type { CharacterId, PictureId } from '../../contract/ids.ts';
import type { Engine } from '../../engine/engine.ts';
import { WrongUsage, type Call } from '../command.ts';
import { characterOption } from '../files/character-option.ts';
import { idsOf } from '../ids.ts';
import { print } from '../print.ts';
import { text } from '../values.ts';
import { foundBy } from './found-by.ts';

/** Options of commands that say something of characters or of pictures. */
export const meantOptions = {
  query: text('<q>', 'the pictures that this search finds'),
  character: characterOption('a character (name or group; more than once)'),
};

interface Meant {
  readonly characters: readonly CharacterId[];
  readonly pictures: readonly PictureId[];
}

/** Whom and which pictures the options name. */
export async function meantBy(
  engine: Engine,
  command: string,
  { query, character }: { readonly query: string | null; readonly character: readonly string[] },
): Promise<Meant> {
  if (query === null && character.length === 0) throw new WrongUsage(`${command} needs --query or --character`);
  const characters = await idsOf(engine, character);
  const pictures = query === null ? [] : (await foundBy(engine, query)).map(({ id }) => id);
  return { characters, pictures };
}

/** Tells of each what is said of it now: stars, heart, note. */
export async function tellAppraisals(engine: Engine, { characters, pictures }: Meant, { json }: Call): Promise<void> {
  const wanted = new Set<number>(characters);
  const cast = (await engine.listCharacters()).filter(({ id }) => wanted.has(id));
  const shown = await Promise.all(pictures.map((id) => engine.getPicture(id)));
  const rows = {
    characters: cast.map(({ id, name, about }) => ({ id, name, ...appraisalOf(about) })),
    pictures: shown.map(({ id, paths, about }) => ({ picture: id, path: paths[0] ?? null, ...appraisalOf(about) })),
  };
  if (json) return print.json(rows);
  for (const row of rows.characters) print.line(`${row.name ?? `group ${row.id}`}: ${inWords(row)}`);
  for (const row of rows.pictures) print.line(`${row.path ?? row.picture}: ${inWords(row)}`);
}

function appraisalOf({ rating = 0, favourite = false, note = '' }: Partial<Appraisal> = {}): Appraisal {
  return { rating, favourite, note };
}

function inWords({ rating, favourite, note }: Appraisal): string {
  const stars = rating > 0 ? [`${rating} of 5 stars`] : [];
  const heart = favourite ? ['favourite'] : [];
  const said = [...stars, ...heart, ...(note === '' ? [] : [note.replaceAll(/\s*\n\s*/g, ' / ')])];
  return said.length > 0 ? said.join(', ') : 'nothing said';
}
