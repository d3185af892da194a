import { folded } from '../folded.ts';
import { quoted } from './complete-query.ts';
import type { QueryNode, Span } from './query-model.ts';
import { readQuery } from './read-query.ts';

/** What is called otherwise now. `of`: the names of the character whose outfit it is. */
export type Renaming = { readonly was: string; readonly name: string } & (
  { readonly kind: 'character' | 'series' } | { readonly kind: 'outfit'; readonly of: readonly string[] }
);

/** The search with the new name wherever it named what is renamed; names with `*` and words without a field stay. */
export function renamedInQuery(query: string, renaming: Renaming): string {
  const { tree } = readQuery(query);
  const places = tree ? [...placesOf(tree, renaming)] : [];
  return places.reduceRight(
    (text, { from, to, value }) => `${text.slice(0, from)}${quoted(value)}${text.slice(to)}`,
    query,
  );
}

type Named = Extract<QueryNode, { kind: 'name' }>;

/** In the order of the text. */
function* placesOf(node: QueryNode, renaming: Renaming): Generator<Span & { readonly value: string }> {
  if (node.kind === 'and' || node.kind === 'or') for (const part of node.of) yield* placesOf(part, renaming);
  if (node.kind === 'not') yield* placesOf(node.of, renaming);
  const value = node.kind === 'name' ? renamedValue(node, renaming) : null;
  if (node.kind === 'name' && value !== null) yield { ...node.at, value };
}

/** Null: it does not name it. */
function renamedValue({ field, value }: Named, renaming: Renaming): string | null {
  const { was, name } = renaming;
  if (field === 'outfit') return renamedOutfit(value, renaming);
  const asks = renaming.kind === 'character' ? field === 'character' || field === 'only' : field === renaming.kind;
  return asks && isSame(value, was) ? name : null;
}

/** `winter`, or `Mika/winter` of one character. */
function renamedOutfit(value: string, renaming: Renaming): string | null {
  const { kind, was, name } = renaming;
  const cut = value.lastIndexOf('/');
  const [whose, outfit] = [value.slice(0, Math.max(0, cut)), value.slice(cut + 1)];
  if (kind === 'character') return cut > 0 && isSame(whose, was) ? `${name}/${outfit}` : null;
  if (kind !== 'outfit') return null;
  if (isSame(value, was)) return name;
  const isTheirs = cut > 0 && isSame(outfit, was) && renaming.of.some((one) => isSame(one, whose));
  return isTheirs ? `${whose}/${name}` : null;
}

function isSame(one: string, other: string): boolean {
  return folded(one.trim()) === folded(other);
}
