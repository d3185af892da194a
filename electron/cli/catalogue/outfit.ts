import type { CharacterId, FaceId } from '../../contract/ids.ts';
import { AppError } from '../../contract/errors.ts';
import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { counted } from '../counted.ts';
import { facesOption, moreFaces } from '../edits/values.ts';
import { characterName, idsOf } from '../ids.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { flag, maybe, option, text } from '../values.ts';
import { foundBy } from './found-by.ts';
import { expectNamed } from './named.ts';

interface Given {
  readonly outfit: string | null;
  readonly more: readonly FaceId[];
  readonly faces: readonly FaceId[];
  readonly character: string | null;
  readonly query: string | null;
  readonly remove: boolean;
  readonly rename: string | null;
}

export const outfit = command({
  name: 'outfit',
  about: 'list the outfits, or say which one a character wears on faces',
  usage: '[<outfit> --faces <id…> | --character <c> --query <q>]',
  takes: { outfit: maybe('its name', characterName), more: moreFaces },
  options: {
    faces: facesOption,
    character: text('<c>', 'whose outfit (name or group)'),
    query: text('<q>', 'the faces of the character in the pictures that this search finds'),
    remove: flag('no outfit any more'),
    rename: option('<name>', 'another name for the outfit of the character', characterName),
  },
  run: (given, call) =>
    withLibrary(call, async (engine) => {
      await change(engine, given);
      await tellOutfits(engine, call);
      return 0;
    }),
});

async function change(engine: Engine, given: Given): Promise<void> {
  const { outfit: name, character, rename, remove, faces, more } = given;
  const [who] = character === null ? [] : await idsOf(engine, [character]);
  if (name === null) {
    if (faces.length > 0 || given.query !== null || rename !== null) throw new WrongUsage('outfit needs its name');
    return;
  }
  if (remove || rename !== null) {
    const { outfits } = await engine.listVocabulary();
    const here = outfits.filter((each) => who === undefined || each.character === who);
    expectNamed('outfit', name, here);
  }
  if (rename !== null) {
    if (who === undefined) throw new WrongUsage('outfit --rename needs --character');
    await engine.renameOutfit(who, name, rename);
    return;
  }
  const chosen = [...faces, ...more, ...(await facesFound(engine, who, given.query))];
  if (chosen.length === 0) throw new WrongUsage('outfit needs --faces, or --character with --query');
  await engine.setOutfit(chosen, remove ? null : name);
}

/** Throws `nothing-alike` where the character is in none of the pictures. */
async function facesFound(engine: Engine, who: CharacterId | undefined, query: string | null): Promise<FaceId[]> {
  if (query === null) return [];
  if (who === undefined) throw new WrongUsage('outfit --query needs --character');
  const faces: FaceId[] = [];
  await foundBy(engine, query);
  for (let page = 10_000, offset = 0, found = page; found === page; offset += page) {
    const listed = await engine.listFaces(who, { offset, limit: page }, { filter: { query } });
    faces.push(...listed.map(({ id }) => id));
    found = listed.length;
  }
  if (faces.length === 0) throw new AppError('nothing-alike', query);
  return faces;
}

async function tellOutfits(engine: Engine, { json }: Call): Promise<void> {
  const names = new Map((await engine.listCharacters()).map(({ id, name }) => [id, name]));
  const { outfits } = await engine.listVocabulary();
  const rows = outfits.map(({ character, name, count }) => ({
    character: { id: character, name: names.get(character) ?? null },
    name,
    faces: count,
  }));
  if (json) print.json(rows);
  else
    for (const { character, name, faces } of rows)
      print.line(`${character.name ?? `group ${character.id}`}, ${name}: ${counted(faces, 'face')}`);
}
