import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CastRequest } from '../../contract/api/export-api.ts';
import { AppError } from '../../contract/errors.ts';
import { locales } from '../../contract/languages.ts';
import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage } from '../command.ts';
import { counted } from '../counted.ts';
import { scopeOf } from '../ids.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { asPath, one, oneOf, optionOr, text } from '../values.ts';
import { findBrowser } from './browser.ts';
import { characterOption } from './character-option.ts';
import { printPage, type Printed } from './print-page.ts';

const printed: readonly Printed[] = ['pdf', 'png'];
const kinds = ['html', 'htm', ...printed] as const;

export const cast = command({
  name: 'cast',
  about: 'a page of every character to print: cover, names, outfits, counts',
  needs: 'one file to write',
  takes: { file: one('a new .html file; .pdf and .png are printed by Chromium, Chrome or Edge', asPath) },
  options: {
    title: text('<t>', 'above the page'),
    character: characterOption('only this character (name or group; more than once)'),
    lang: optionOr('en', '<l>', `language of the page: ${locales.join(' or ')}`, oneOf(...locales)),
  },
  run({ file, title, character, lang }, call) {
    endingOf(file);
    return withLibrary(call, async (engine) => {
      const { characters = null } = await scopeOf(engine, character);
      const to = resolve(file);
      const made = await makeCast(engine, { characters, title, locale: lang, to });
      if (call.json) print.json({ file: to, ...made });
      else print.line(`${to}: ${counted(made.characters, 'character')}`);
      if (made.characters === 0) print.message('Nobody is on it: only characters with a name and a face are.');
      return 0;
    });
  },
});

function writeNew(to: string, bytes: Uint8Array): void {
  try {
    writeFileSync(to, bytes, { flag: 'wx' });
  } catch (cause) {
    throw new AppError('not-writable', to, { cause });
  }
}

/** Throws WrongUsage where nothing of that kind is made. */
function endingOf(file: string): (typeof kinds)[number] {
  const ending = kinds.find((kind) => file.toLowerCase().endsWith(`.${kind}`));
  if (ending === undefined) throw new WrongUsage('cast makes a .html, .pdf or .png file, as its name ends');
  return ending;
}

type Wanted = Omit<CastRequest, 'overwrite'>;

/** Nothing is printed over: what is there is found before anything is made. */
async function makeCast(engine: Engine, wanted: Wanted): Promise<{ readonly characters: number }> {
  const kind = printed.find((each) => each === endingOf(wanted.to));
  if (kind === undefined) return engine.exportCast({ ...wanted, overwrite: false });
  findBrowser();
  if (existsSync(wanted.to)) throw new AppError('file-exists', wanted.to);
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-cast-'));
  try {
    const page = join(folder, 'cast.html');
    const made = await engine.exportCast({ ...wanted, to: page, overwrite: false });
    writeNew(wanted.to, await printPage(page, kind));
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
