import { comparisons, type Comparison, type Span } from './query-model.ts';

/** A piece of a search: a parenthesis, a word that joins, or a term as it is written. */
export type QueryToken = Span &
  (
    | { readonly kind: '(' | ')' | 'and' | 'or' | 'not' }
    | {
        readonly kind: 'term';
        /** Before `:` or a comparison; null: a plain word. */
        readonly field: string | null;
        readonly compare: Comparison | null;
        readonly value: string;
        readonly at: Span;
        /** Its quote is not closed. */
        readonly unclosed: boolean;
      }
  );

const joins: ReadonlySet<string> = new Set(['and', 'or', 'not']);
const fieldPattern = /^([\p{L}_-]+)(:|：|>=|<=|>|<|=)/u;

/** Cuts a search into its pieces. Blanks part them, also the wide one that Japanese is typed with. */
export function* queryTokens(text: string): Generator<QueryToken> {
  let from = 0;
  while (from < text.length) {
    const character = text.charAt(from);
    if (/\s/u.test(character)) {
      from += 1;
      continue;
    }
    const token = character === '(' || character === ')' ? parenthesis(character, from) : wordAt(text, from);
    yield token;
    from = token.to;
  }
}

function parenthesis(kind: '(' | ')', from: number): QueryToken {
  return { kind, from, to: from + 1 };
}

function wordAt(text: string, from: number): QueryToken {
  const [head = '', field = null, sign = ''] = fieldPattern.exec(text.slice(from)) ?? [];
  const { value, at, unclosed } = valueAt(text, from + head.length);
  const lower = value.toLowerCase();
  if (field === null && text.charAt(from) !== '"' && joins.has(lower)) {
    return { kind: lower as 'and' | 'or' | 'not', from, to: at.to };
  }
  return { kind: 'term', from, to: at.to, field, compare: comparisonOf(sign), value, at, unclosed };
}

function comparisonOf(sign: string): Comparison | null {
  return comparisons.find((known) => known === sign) ?? null;
}

interface Value {
  readonly value: string;
  readonly at: Span;
  readonly unclosed: boolean;
}

function valueAt(text: string, from: number): Value {
  return text.charAt(from) === '"' ? quotedAt(text, from) : plainAt(text, from);
}

/** A quote and a backslash inside are written with a backslash before them. */
function quotedAt(text: string, from: number): Value {
  let value = '';
  let at = from + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    if (text.charAt(at) === '\\' && /["\\]/u.test(text.charAt(at + 1))) at += 1;
    value += text.charAt(at);
    at += 1;
  }
  const unclosed = at >= text.length;
  return { value, at: { from, to: unclosed ? at : at + 1 }, unclosed };
}

/** To the next blank, or a parenthesis that was opened before it: `Mika(winter)` is one name. */
function plainAt(text: string, from: number): Value {
  let open = 0;
  let to = from;
  for (; to < text.length; to += 1) {
    const character = text.charAt(to);
    if (/\s/u.test(character) || (character === '"' && to > from)) break;
    if (character === '(') open += 1;
    if (character === ')' && (open -= 1) < 0) break;
  }
  return { value: text.slice(from, to), at: { from, to }, unclosed: false };
}
