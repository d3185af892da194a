import type { Alias } from '../../contract/catalogue-model.ts';
import { AppError } from '../../contract/errors.ts';

/** What can be told of a character in a picture. */
interface CaptionedCharacter {
  readonly name: string;
  readonly aliases: readonly Alias[];
  /** What it wears there. */
  readonly outfits: readonly string[];
  readonly series: readonly string[];
}

export interface CaptionedPicture {
  readonly characters: readonly CaptionedCharacter[];
  /** Of the picture, then of the characters. */
  readonly tags: readonly string[];
}

type Piece = string | { readonly token: Token; readonly filters: readonly string[] };
/** What stands between two commas. */
export type CaptionTemplate = readonly (readonly Piece[])[];

const values = {
  character: ({ name }: CaptionedCharacter) => [name],
  outfit: ({ outfits }: CaptionedCharacter) => outfits,
  series: ({ series }: CaptionedCharacter) => series,
  alias: ({ name, aliases }: CaptionedCharacter, languages: readonly string[]) => {
    const [language] = languages;
    const spoken = aliases.filter((alias) => language === undefined || alias.language?.toLowerCase() === language);
    return [spoken[0]?.name ?? name];
  },
} as const;
type Token = keyof typeof values | 'tags';

/** Small letters, `_` for spaces: as art sites and the sets that are trained on write tags. */
const asTag = 'tag';
const token = /\{([^{}]*)\}/u;

/** Reads `{character}, {outfit:tag}, 1girl`. Throws `bad-template`, with what of it is wrong. */
export function readCaptionTemplate(text: string): CaptionTemplate {
  const parts = text.split(',').flatMap((part) => (part.trim() === '' ? [] : [piecesOf(part.trim())]));
  if (parts.length === 0) throw new AppError('bad-template', text);
  return parts;
}

function piecesOf(part: string): Piece[] {
  return part.split(/(\{[^{}]*\})/u).flatMap((piece): Piece[] => {
    if (piece === '') return [];
    const inside = token.exec(piece)?.[1];
    if (inside === undefined && /[{}]/u.test(piece)) throw new AppError('bad-template', piece);
    if (inside === undefined) return [piece];
    const [name = '', ...filters] = inside.toLowerCase().split(':');
    if (!isToken(name) || !filters.every((filter) => knows(name, filter))) throw new AppError('bad-template', piece);
    return [{ token: name, filters }];
  });
}

function isToken(name: string): name is Token {
  return name === 'tags' || Object.hasOwn(values, name);
}

function knows(name: Token, filter: string): boolean {
  return filter === asTag || (name === 'alias' && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/u.test(filter));
}

/** The tags of a picture, each once. A part with a value that there is not is left out; one with several values stands once for each. */
export function captionOf(picture: CaptionedPicture, template: CaptionTemplate): string {
  const tags = template.flatMap((part) => {
    const isOfCharacter = part.some((piece) => typeof piece === 'object' && piece.token !== 'tags');
    const whose = isOfCharacter ? picture.characters : [null];
    return whose.flatMap((character) => textsOf(part, character, picture.tags));
  });
  return [...new Set(tags)].join(', ');
}

function textsOf(part: readonly Piece[], character: CaptionedCharacter | null, tags: readonly string[]): string[] {
  return part.reduce<string[]>(
    (texts, piece) => {
      const next = typeof piece === 'string' ? [piece] : valuesOf(piece, character, tags);
      return texts.flatMap((text) => next.map((value) => text + value));
    },
    [''],
  );
}

function valuesOf(
  { token: name, filters }: Exclude<Piece, string>,
  character: CaptionedCharacter | null,
  tags: readonly string[],
): readonly string[] {
  const languages = filters.filter((filter) => filter !== asTag);
  const found = name === 'tags' ? tags : character ? values[name](character, languages) : [];
  // A comma would make two tags of one.
  const clean = found.map((value) => value.replaceAll(',', ' ').replace(/\s+/gu, ' ').trim());
  return filters.includes(asTag) ? clean.map((value) => value.toLowerCase().replaceAll(' ', '_')) : clean;
}
