import { InvalidArgumentError } from 'commander';
import { hotkeys, type Hotkey } from '../../contract/catalogue-model.ts';
import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { idsOf } from '../ids.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { asText, flag, maybe } from '../values.ts';

interface Given {
  readonly key: Hotkey | null;
  readonly character: string | null;
  readonly remove: boolean;
}

export const hotkey = command({
  name: 'hotkey',
  about: 'list the keys 1 to 9 that give faces to a character, or set one',
  usage: '[<key> <character> | <key> --remove]',
  takes: { key: maybe('1 to 9', asHotkey), character: maybe('whom it gives faces to (name or group)', asText) },
  options: { remove: flag('the key does nothing any more') },
  run: (given, call) =>
    withLibrary(call, async (engine) => {
      await change(engine, given);
      await tellHotkeys(engine, call);
      return 0;
    }),
});

async function change(engine: Engine, { key, character, remove }: Given): Promise<void> {
  if (key === null) return;
  if (remove === (character !== null)) throw new WrongUsage('hotkey needs a key and a character, or --remove');
  const holder = (await engine.listCharacters()).find(({ about }) => about?.hotkey === key)?.id;
  const [wanted] = character === null ? [] : await idsOf(engine, [character]);
  if (wanted !== undefined) await engine.setHotkey(wanted, key);
  else if (holder !== undefined) await engine.setHotkey(holder, null);
}

async function tellHotkeys(engine: Engine, { json }: Call): Promise<void> {
  const rows = (await engine.listCharacters())
    .flatMap(({ id, name, about }) => (about?.hotkey == null ? [] : [{ key: about.hotkey, character: { id, name } }]))
    .toSorted((a, b) => a.key - b.key);
  if (json) print.json(rows);
  else for (const { key, character } of rows) print.line(`${key}: ${character.name ?? `group ${character.id}`}`);
}

function asHotkey(typed: string): Hotkey {
  const found = hotkeys.find((each) => String(each) === typed.trim());
  if (found === undefined) throw new InvalidArgumentError('It takes 1 to 9.');
  return found;
}
