import type { TemplateToken } from '../../../contract/rename/rename-model.ts';
import type { LibraryFile } from './library-file.ts';
import { undress } from './outfits.ts';
import { stemAndExtension } from './paths.ts';
import { tokens, type TokenSource, type TokenValues } from './tokens.ts';

const makers = Object.entries(tokens).map(([token, { of }]) => [token, of] as const);

/**
 * The values of a file for the tokens of a template (`asksFor`), its number still 0. `join` stands between the names of
 * several characters.
 */
export function tokenValues(
  file: LibraryFile,
  characters: readonly string[],
  asksFor: ReadonlySet<TemplateToken>,
  join: string,
): TokenValues {
  const worn = wornBy(characters, asksFor.has('outfit'), join);
  const source: TokenSource = { ...file, ...stemAndExtension(file.name), ...worn };
  return Object.fromEntries(makers.map(([token, make]) => [token, make(source)])) as unknown as TokenValues;
}

/** Where the template has a place for outfits, they are taken out of the names. */
function wornBy(
  characters: readonly string[],
  undresses: boolean,
  join: string,
): Pick<TokenSource, 'character' | 'outfit'> {
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
