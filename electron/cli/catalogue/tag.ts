import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { counted } from '../counted.ts';
import { characterOption } from '../files/character-option.ts';
import { characterName, idsOf } from '../ids.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { flag, maybe, text } from '../values.ts';
import { foundBy } from './found-by.ts';
import { expectNamed } from './named.ts';

interface Given {
  readonly tag: string | null;
  readonly query: string | null;
  readonly character: readonly string[];
  readonly remove: boolean;
}

export const tag = command({
  name: 'tag',
  about: 'list the tags, or tag the pictures of a search, or characters',
  usage: '[<tag> --query <q> | --character <c>…]',
  takes: { tag: maybe('the tag', characterName) },
  options: {
    query: text('<q>', 'the pictures that this search finds'),
    character: characterOption('a character (name or group; more than once)'),
    remove: flag('take the tag off instead'),
  },
  run: (given, call) =>
    withLibrary(call, async (engine) => {
      await change(engine, given);
      await tellTags(engine, call);
      return 0;
    }),
});

async function change(engine: Engine, { tag: name, query, character, remove }: Given): Promise<void> {
  if (name === null) {
    if (query !== null || character.length > 0) throw new WrongUsage('tag needs the tag');
    return;
  }
  if (query === null && character.length === 0) throw new WrongUsage('tag needs --query or --character');
  if (remove) {
    const { characterTags, pictureTags } = await engine.listVocabulary();
    expectNamed('tag', name, [...characterTags, ...pictureTags]);
  }
  if (character.length > 0) {
    const ids = await idsOf(engine, character);
    await (remove ? engine.untagCharacters(ids, name) : engine.tagCharacters(ids, name));
  }
  const pictures = query === null ? [] : (await foundBy(engine, query)).map(({ id }) => id);
  if (pictures.length > 0) await (remove ? engine.untagPictures(pictures, name) : engine.tagPictures(pictures, name));
}

async function tellTags(engine: Engine, { json }: Call): Promise<void> {
  const { characterTags, pictureTags } = await engine.listVocabulary();
  const names = [...new Set([...characterTags, ...pictureTags].map(({ name }) => name))].sort();
  const countIn = (counted: typeof pictureTags, wanted: string) =>
    counted.find(({ name }) => name === wanted)?.count ?? 0;
  const rows = names.map((name) => ({
    name,
    pictures: countIn(pictureTags, name),
    characters: countIn(characterTags, name),
  }));
  if (json) print.json(rows);
  else
    for (const { name, pictures, characters } of rows)
      print.line(`${name}: ${counted(pictures, 'picture')}, ${counted(characters, 'character')}`);
}
