import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { characterOption } from '../files/character-option.ts';
import { characterName, idsOf } from '../ids.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { flag, maybe, option } from '../values.ts';
import { expectNamed } from './named.ts';

interface Given {
  readonly series: string | null;
  readonly character: readonly string[];
  readonly remove: boolean;
  readonly rename: string | null;
}

export const series = command({
  name: 'series',
  about: 'list the series and projects, or put characters into one',
  usage: '[<series> --character <c>…]',
  takes: { series: maybe('its name', characterName) },
  options: {
    character: characterOption('a character that belongs to it (name or group; more than once)'),
    remove: flag('take the characters out of it instead'),
    rename: option('<name>', 'another name for the series', characterName),
  },
  run: (given, call) =>
    withLibrary(call, async (engine) => {
      await change(engine, given);
      await tellSeries(engine, call);
      return 0;
    }),
});

async function change(engine: Engine, { series: name, character, remove, rename }: Given): Promise<void> {
  if (name !== null && (remove || rename !== null)) expectNamed('series', name, (await engine.listVocabulary()).series);
  if (name === null) {
    if (character.length > 0 || rename !== null) throw new WrongUsage('series needs the name of a series');
  } else if (rename !== null) {
    if (character.length > 0) throw new WrongUsage('series takes --rename or --character, not both');
    await engine.renameSeries(name, rename);
  } else {
    if (character.length === 0) throw new WrongUsage('series needs --character, or --rename');
    const ids = await idsOf(engine, character);
    await (remove ? engine.removeFromSeries(ids, name) : engine.addToSeries(ids, name));
  }
}

async function tellSeries(engine: Engine, { json }: Call): Promise<void> {
  const characters = await engine.listCharacters();
  const { series: all } = await engine.listVocabulary();
  const rows = all.map(({ name }) => ({
    name,
    characters: characters.flatMap(({ id, name: who, about }) =>
      about?.series.includes(name) ? [{ id, name: who }] : [],
    ),
  }));
  if (json) print.json(rows);
  else
    for (const { name, characters: cast } of rows)
      print.line(`${name}: ${cast.map((one) => one.name ?? `group ${one.id}`).join(', ')}`);
}
