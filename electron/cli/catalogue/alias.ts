import { InvalidArgumentError } from 'commander';
import type { Alias } from '../../contract/catalogue-model.ts';
import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { characterName, idsOf } from '../ids.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { any, asText, flag, maybe, option } from '../values.ts';

interface Given {
  readonly character: string | null;
  readonly names: readonly string[];
  readonly lang: string | null;
  readonly remove: boolean;
}

export const alias = command({
  name: 'alias',
  about: 'list the other names of characters, or give a character some',
  usage: '[<character> <name…>]',
  takes: { character: maybe('whose names (name or group)', asText), names: any('other names', characterName) },
  options: {
    lang: option('<l>', 'language of the names, as in ja or en-GB', asLanguage),
    remove: flag('take the names away instead'),
  },
  run: (given, call) =>
    withLibrary(call, async (engine) => {
      await change(engine, given);
      await tellAliases(engine, call);
      return 0;
    }),
});

async function change(engine: Engine, { character, names, lang, remove }: Given): Promise<void> {
  if (character === null) return;
  if (names.length === 0) throw new WrongUsage('alias needs a character and another name of it');
  const [id] = await idsOf(engine, [character]);
  const who = (await engine.listCharacters()).find((each) => each.id === id);
  if (id === undefined || !who) return;
  const given = new Set(names);
  const others = (who.about?.aliases ?? []).filter(({ name }) => !given.has(name));
  const added: Alias[] = remove ? [] : names.map((name) => ({ name, language: lang }));
  await engine.setAliases(id, [...others, ...added]);
}

async function tellAliases(engine: Engine, { json }: Call): Promise<void> {
  const rows = (await engine.listCharacters()).flatMap(({ id, name, about }) =>
    about && about.aliases.length > 0 ? [{ character: { id, name }, aliases: about.aliases }] : [],
  );
  if (json) print.json(rows);
  else
    for (const { character, aliases } of rows)
      print.line(`${character.name ?? `group ${character.id}`}: ${aliases.map(inWords).join(', ')}`);
}

function inWords({ name, language }: Alias): string {
  return language === null ? name : `${name} (${language})`;
}

/** What the window takes for one. */
function asLanguage(typed: string): string {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(typed))
    throw new InvalidArgumentError('It takes a language, as in ja or en-GB.');
  return typed;
}
