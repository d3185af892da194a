import { resolve } from 'node:path';
import { locales } from '../../contract/languages.ts';
import { command } from '../command.ts';
import { scopeOf } from '../ids.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { asPath, one, oneOf, optionOr, text } from '../values.ts';
import { characterOption } from './character-option.ts';

export const cast = command({
  name: 'cast',
  about: 'a page of every character to print: cover, names, outfits, counts',
  needs: 'one file to write',
  takes: { file: one('a new .html file', asPath) },
  options: {
    title: text('<t>', 'above the page'),
    character: characterOption('only this character (name or group; more than once)'),
    lang: optionOr('en', '<l>', `language of the page: ${locales.join(' or ')}`, oneOf(...locales)),
  },
  run({ file, title, character, lang }, call) {
    return withLibrary(call, async (engine) => {
      const { characters = null } = await scopeOf(engine, character);
      const to = resolve(file);
      const made = await engine.exportCast({ characters, title, locale: lang, to, overwrite: false });
      if (call.json) print.json({ file: to, ...made });
      else print.line(`${to}: ${made.characters} characters`);
      return 0;
    });
  },
});
