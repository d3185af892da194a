import { readFile } from 'node:fs/promises';
import { translatorOf } from '../../contract/translate.ts';
import type { Character, LibraryFilter } from '../../contract/api/faces-api.ts';
import type { CharacterId } from '../../contract/ids.ts';
import type { CastRequest } from '../../contract/api/export-api.ts';
import { catalogueOf } from '../../contract/languages.ts';
import type { PreviewOf } from '../../contract/api/preview-api.ts';
import type { CastCharacter, CastWords } from './cast-model.ts';
import { castPage } from './cast-page.ts';

export interface CastParts {
  listCharacters(): Promise<readonly Character[]>;
  filterCharacters(filter: LibraryFilter): Promise<readonly CharacterId[]>;
  /** Path of a WebP file. */
  preview(of: PreviewOf): Promise<string>;
}

interface CastOptions extends Pick<CastRequest, 'characters' | 'below' | 'title' | 'locale'> {
  readonly now: Date;
}

const moreFaces = 3;

/**
 * Every character's cover, names, series, outfits and counts as one HTML page, those with most pictures first. One that has lost all its faces is on it
 * only where it is asked for.
 */
export async function castSheet(parts: CastParts, options: CastOptions): Promise<{ html: string; characters: number }> {
  const wanted = options.characters && new Set(options.characters);
  const { below } = options;
  const there = below === undefined ? null : new Set(await parts.filterCharacters({ below }));
  const all = (await parts.listCharacters()).filter(({ id, name }) => name !== null && (there?.has(id) ?? true));
  const chosen = all.filter(({ id, hidden, faces }) => (wanted ? wanted.has(id) : !hidden && faces > 0));
  // `Guard 2` comes before `Guard 10`.
  const { compare } = new Intl.Collator(options.locale, { numeric: true });
  const sorted = chosen.toSorted((a, b) => b.pictures - a.pictures || compare(a.name ?? '', b.name ?? ''));
  const characters: CastCharacter[] = [];
  for (const character of sorted) characters.push(await onSheet(parts, character));
  return { html: castPage(characters, wordsFor(characters, options)), characters: characters.length };
}

async function onSheet(parts: CastParts, { name, about, covers, pictures, faces }: Character): Promise<CastCharacter> {
  const [cover, ...others] = covers;
  const more = others.slice(0, moreFaces).map((id) => inlined(parts, { kind: 'face', id }));
  const { aliases = [], series = [], outfits = [] } = about ?? {};
  return {
    ...{ name: name ?? '', otherNames: aliases.map((alias) => alias.name), series, pictures, faces },
    outfits: outfits.toSorted((a, b) => b.count - a.count),
    cover: cover === undefined ? null : await inlined(parts, { kind: 'portrait', id: cover }),
    more: (await Promise.all(more)).filter((source) => source !== null),
  };
}

/** Null where the picture cannot be read now: its drive may be away. */
async function inlined({ preview }: CastParts, of: PreviewOf): Promise<string | null> {
  try {
    return `data:image/webp;base64,${await readFile(await preview(of), 'base64')}`;
  } catch {
    return null;
  }
}

function wordsFor(characters: readonly CastCharacter[], { title, locale, now }: CastOptions): CastWords {
  const t = translatorOf(catalogueOf(locale), locale);
  const day = now.toLocaleDateString(locale, { dateStyle: 'long' });
  return {
    locale,
    title: title ?? t('cast.title'),
    summary: `${t('cast.characters', { count: characters.length })} · ${day}`,
    nobody: t('cast.nobody'),
    moreOutfits: (count) => t('cast.moreOutfits', { count }),
    counts: (pictures, faces) => `${t('count.pictures', { count: pictures })} · ${t('count.faces', { count: faces })}`,
  };
}
