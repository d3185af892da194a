import type { TemplateToken } from '../../../contract/rename/rename-model.ts';
import type { LibraryFile } from './library-file.ts';
import { undress } from './outfits.ts';
import { stemAndExtension } from './paths.ts';

/** The values that a file has for the tokens. Null where it has none. */
export interface TokenValues {
  readonly character: string | null;
  readonly index: number;
  readonly stem: string;
  readonly ext: string;
  readonly folder: string;
  /** Milliseconds since 1970; written in local time. */
  readonly date: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly outfit: string | null;
}

/**
 * The values of a file for the tokens of a template (`asksFor`), its number still 0. `join` stands between the names of
 * several characters.
 */
export function tokenValues(
  source: LibraryFile,
  characters: readonly string[],
  asksFor: ReadonlySet<TemplateToken>,
  join: string,
): TokenValues {
  const { stem, extension } = stemAndExtension(source.name);
  const { character, outfit } = wornBy(characters, asksFor.has('outfit'), join);
  return {
    character,
    outfit,
    index: 0,
    stem,
    ext: extension,
    folder: asksFor.has('folder') ? lastLevel(source.folder) : '',
    date: source.mtimeMs,
    width: source.width,
    height: source.height,
  };
}

function lastLevel(folder: string): string {
  return folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1);
}

/** Where the template has a place for outfits, they are taken out of the names. */
function wornBy(
  characters: readonly string[],
  undresses: boolean,
  join: string,
): Pick<TokenValues, 'character' | 'outfit'> {
  if (!undresses) return { character: joined(characters, join), outfit: null };
  const dressed = characters.map(undress);
  const names = dressed.map(({ who }) => who);
  const outfits = dressed.flatMap(({ outfit }) => (outfit === null ? [] : [outfit]));
  return { character: joined(names, join), outfit: joined(outfits, join) };
}

/** Each name once; null where there is none. */
function joined(names: readonly string[], join: string): string | null {
  if (names.length <= 1) return names[0] ?? null;
  return [...new Set(names)].join(join);
}
