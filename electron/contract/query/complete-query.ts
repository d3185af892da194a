import { folded, foldedWhileTyped } from '../folded.ts';
import { pictureFormats } from '../formats.ts';
import { queryFields, queryWords, type NameField, type QueryField, type QueryWord } from './query-model.ts';
import { needsQuotes, queryTokens, type QueryToken } from './query-words.ts';

/** The names that can be typed. */
export interface KnownNames {
  readonly characters: readonly CalledName[];
  readonly series: readonly string[];
  readonly tags: readonly string[];
  readonly outfits: readonly string[];
  readonly folders: readonly string[];
  /** What fields, and words of `is:`, are called in the language of the artist: they are found by that, too. */
  readonly words?: { field(field: QueryField): string; is(word: QueryWord): string };
}

/** A name, and what else finds it. */
interface CalledName {
  readonly name: string;
  readonly others: readonly string[];
}

export interface QueryChoice {
  /** Takes the place of `from`..`to` of the list it is in. */
  readonly insert: string;
  readonly label: string;
  /** A field to go on with, or the field that it is a value of. */
  readonly field: QueryField;
  /** It is the field alone: what is looked for is still to be typed. */
  readonly open: boolean;
}

export interface QueryCompletion {
  readonly from: number;
  readonly to: number;
  readonly choices: readonly QueryChoice[];
}

const most = 12;

/** What can be typed at the caret (UTF-16 offset): fields, and characters, in a plain word; the values of a field after it. */
export function completeQuery(text: string, caret: number, names: KnownNames): QueryCompletion | null {
  const token = termAt(text, caret);
  if (!token) return { from: caret, to: caret, choices: fieldsLike('', names) };
  if (token.field === null) {
    const choices = [...fieldsLike(token.value, names), ...valuesLike('character', token.value, names, 'character:')];
    return listed(token.from, token.to, choices);
  }
  const field = folded(token.field);
  if (!Object.hasOwn(queryFields, field)) return null;
  return listed(token.at.from, token.at.to, valuesLike(field as QueryField, token.value, names));
}

function listed(from: number, to: number, choices: readonly QueryChoice[]): QueryCompletion | null {
  return choices.length > 0 ? { from, to, choices: choices.slice(0, most) } : null;
}

/** The term that the caret is in, or at the end of. */
function termAt(text: string, caret: number): Extract<QueryToken, { kind: 'term' }> | null {
  for (const token of queryTokens(text)) {
    if (token.kind === 'term' && token.from < caret && caret <= token.to) return token;
  }
  return null;
}

function fieldsLike(typed: string, { words }: KnownNames): QueryChoice[] {
  const wanted = foldedWhileTyped(typed);
  const fields = (Object.keys(queryFields) as QueryField[]).filter((field) =>
    [field, ...(words ? [words.field(field)] : [])].some((name) => foldedWhileTyped(name).startsWith(wanted)),
  );
  return fields.map((field) => {
    const insert = `${field}${queryFields[field] === 'number' ? '>=' : ':'}`;
    return { insert, label: insert, field, open: true };
  });
}

function valuesLike(field: QueryField, typed: string, names: KnownNames, before = ''): QueryChoice[] {
  const wanted = foldedWhileTyped(typed);
  if (wanted === '' && before !== '') return [];
  const ranked = valuesOf(field, names).flatMap(({ name, others }) => {
    const places = [name, ...others].map((one) => foldedWhileTyped(one).indexOf(wanted)).filter((at) => at >= 0);
    return places.length > 0 ? [{ name, rank: Math.min(...places) === 0 ? 0 : 1 }] : [];
  });
  const ordered = ranked.toSorted((a, b) => a.rank - b.rank).map(({ name }) => name);
  return [...new Set(ordered)].map((name) => ({ insert: `${before}${quoted(name)}`, label: name, field, open: false }));
}

function valuesOf(
  field: QueryField,
  { characters, series, tags, outfits, folders, words }: KnownNames,
): readonly CalledName[] {
  const lists: Partial<Record<QueryField, readonly string[]>> = {
    series,
    tag: tags,
    outfit: outfits,
    folder: folders,
    format: pictureFormats.map(({ label }) => label),
    rating: ['1', '2', '3', '4', '5'],
  };
  const byName: readonly NameField[] = ['character', 'only'];
  if (byName.some((one) => one === field)) return characters;
  if (field === 'is') return queryWords.map((word) => ({ name: word, others: words ? [words.is(word)] : [] }));
  return (lists[field] ?? []).map((name) => ({ name, others: [] }));
}

/** As it has to be written in a search. */
export function quoted(value: string): string {
  return !needsQuotes(value) ? value : `"${value.replace(/["\\]/gu, (sign) => `\\${sign}`)}"`;
}
