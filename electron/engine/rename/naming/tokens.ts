import { templateTokens, type TemplateToken } from '../../../contract/rename/rename-model.ts';
import type { LibraryFile } from './library-file.ts';

/** What the values of a file are made from. */
export interface TokenSource extends Pick<LibraryFile, 'folder' | 'mtimeMs' | 'width' | 'height'> {
  readonly stem: string;
  readonly extension: string;
  /** The names of the characters; without their outfits where the template has a place for those. */
  readonly character: string | null;
  readonly outfit: string | null;
  readonly series: string | null;
  readonly aliases: ByLanguage | null;
}

/** A text in several languages, by their code in small letters. `any`: in whichever there is; `none`: for a language that there is not. */
export type ByLanguage = Readonly<Record<string, string>>;

type Value = string | number | ByLanguage | null;

interface Token {
  /** How a value is written: a date is a number of milliseconds since 1970, written in local time. */
  readonly kind: 'text' | 'number' | 'date' | 'by-language';
  /** The filters that are offered. For numbers any count of zeros is allowed, for dates any order of their fields; else any language. */
  readonly filters: readonly string[];
  /** Offered with a `?`: most pictures have no value, and would be refused. */
  readonly optional?: true;
  /** Its line of `--template-help`; null: it stands in the line of another token. */
  readonly help: string | null;
  /** Null where the file has no value. */
  readonly of: (source: TokenSource) => Value;
}

/** All that a token is, save its wording in the window (`token.…` in the catalogues). */
export const tokens = {
  character: {
    kind: 'text',
    filters: ['slug'],
    help: '{character}   the names of the characters in the picture     {character:slug}  for scripts: mika-arai',
    of: ({ character }) => character,
  },
  index: {
    kind: 'number',
    filters: ['000'],
    help: '{index}       counts from 1, per character                   {index:000}       with at least three digits',
    // Files are counted once their other values are known.
    of: () => 0,
  },
  stem: {
    kind: 'text',
    filters: ['slug'],
    help: '{stem}        the old name without its extension             {stem:slug}',
    of: ({ stem }) => stem,
  },
  ext: {
    kind: 'text',
    filters: [],
    help: '{ext}         the extension                                  {folder}          the folder that the file is in',
    of: ({ extension }) => extension,
  },
  folder: {
    kind: 'text',
    filters: ['slug'],
    help: null,
    of: ({ folder }) => folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1),
  },
  date: {
    kind: 'date',
    filters: ['YYYYMMDD', 'YYYY-MM'],
    help: '{date}        when the file was changed: 2026-01-09          {date:YYYYMMDD}   also MM DD hh mm ss',
    of: ({ mtimeMs }) => mtimeMs,
  },
  width: {
    kind: 'number',
    filters: ['0000'],
    help: '{width} {height}  of the picture, in pixels',
    of: ({ width }) => width,
  },
  height: { kind: 'number', filters: ['0000'], help: null, of: ({ height }) => height },
  outfit: {
    kind: 'text',
    filters: ['slug'],
    optional: true,
    help: '{outfit?}     what the character wears; winter, too, of one called "Mika (winter)"; {character} is then Mika alone',
    of: ({ outfit }) => outfit,
  },
  series: {
    kind: 'text',
    filters: ['slug'],
    optional: true,
    help: '{series?}     the series or projects of the characters',
    of: ({ series }) => series,
  },
  alias: {
    kind: 'by-language',
    filters: ['ja', 'en'],
    help: '{alias}       another name of the character                  {alias:ja}        in that language, or else the name',
    of: ({ aliases }) => aliases,
  },
} as const satisfies Readonly<Record<TemplateToken, Token>>;

/** The values that a file has for the tokens. Null where it has none. */
export type TokenValues = { readonly [Name in TemplateToken]: ReturnType<(typeof tokens)[Name]['of']> };

const byName: Readonly<Record<TemplateToken, Token>> = tokens;

export const tokenList = templateTokens.map((token) => {
  const { filters, optional = false } = byName[token];
  return { token, filters, optional };
});

export function isToken(name: string): name is TemplateToken {
  return Object.hasOwn(tokens, name);
}

export function knowsFilter(token: TemplateToken, filter: string): boolean {
  const { kind, filters } = byName[token];
  if (kind === 'number') return /^0{1,12}$/.test(filter);
  if (kind === 'date') return /^(YYYY|MM|DD|hh|mm|ss|[-_. ])+$/.test(filter);
  if (kind === 'by-language') return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(filter);
  return filters.includes(filter);
}
