import type { TemplateToken } from '../../../contract/rename/rename-model.ts';
import type { CastNames, NamedBy } from './characters-of.ts';
import type { LibraryFile } from './library-file.ts';
import { undress } from './outfits.ts';
import { stemAndExtension } from './paths.ts';
import { tokens, type ByLanguage, type TokenSource, type TokenValues } from './tokens.ts';

const makers = Object.entries(tokens).map(([token, { of }]) => [token, of] as const);

/**
 * The values of a file for the tokens of a template (`asksFor`), its number still 0. `join` stands between the names of
 * several characters.
 */
export function tokenValues(
  file: LibraryFile,
  by: Pick<NamedBy, 'names' | 'shown'>,
  asksFor: ReadonlySet<TemplateToken>,
  join: string,
): TokenValues {
  const worn = wornBy(by, asksFor.has('outfit'), join);
  const series = asksFor.has('series') ? seriesOf(by, join) : null;
  const aliases = asksFor.has('alias') ? aliasesOf(by, join) : null;
  const source: TokenSource = { ...file, ...stemAndExtension(file.name), ...worn, series, aliases };
  return Object.fromEntries(makers.map(([token, make]) => [token, make(source)])) as unknown as TokenValues;
}

/** Where the template has a place for outfits: those that the artist said, or else those that stand in the names. */
function wornBy(
  { names: characters, shown }: Pick<NamedBy, 'names' | 'shown'>,
  undresses: boolean,
  join: string,
): Pick<TokenSource, 'character' | 'outfit'> {
  if (!undresses) return { character: joined(characters, join), outfit: null };
  const dressed = characters.map((name) => {
    const worn = shown.flatMap(({ name: whose, face }) => (whose === name ? (face.outfit ?? []) : []));
    if (worn.length > 0) return { who: name, worn };
    const { who, outfit } = undress(name);
    return { who, worn: outfit === null ? [] : [outfit] };
  });
  const names = dressed.map(({ who }) => who);
  const outfits = dressed.flatMap(({ worn }) => worn);
  return { character: joined(names, join), outfit: joined(outfits, join) };
}

function seriesOf({ names, shown }: Pick<NamedBy, 'names' | 'shown'>, join: string): string | null {
  return joined(
    names.flatMap((name) => castOf(name, shown)?.series ?? []),
    join,
  );
}

/** In each language in which one of them has another name; whoever has none there goes by the usual name. */
function aliasesOf({ names, shown }: Pick<NamedBy, 'names' | 'shown'>, join: string): ByLanguage {
  const cast = names.map((name) => ({ name, aliases: castOf(name, shown)?.aliases ?? [] }));
  const languages = new Set(cast.flatMap(({ aliases }) => aliases.map(({ language }) => language ?? '')));
  const inLanguage = (wanted: string) =>
    cast.map(({ name, aliases }) => aliases.find(({ language }) => (language ?? '') === wanted)?.name ?? name);
  const spoken = [...languages].map((language) => [language.toLowerCase(), joined(inLanguage(language), join) ?? '']);
  const first = cast.map(({ name, aliases }) => aliases[0]?.name ?? name);
  return {
    ...(Object.fromEntries(spoken) as ByLanguage),
    any: joined(first, join) ?? '',
    none: joined(names, join) ?? '',
  };
}

function castOf(name: string, shown: NamedBy['shown']): CastNames | undefined {
  return shown.find((one) => one.name === name)?.face.cast;
}

/** Each name once; null where there is none. */
function joined(names: readonly string[], join: string): string | null {
  if (names.length <= 1) return names[0] ?? null;
  return [...new Set(names)].join(join);
}
