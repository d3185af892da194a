import { folded } from '../folded.ts';
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

// Every sign may also be typed as Japanese input has it: full width, or as one sign for two.
const fieldPattern = /([\p{L}_-]+)([:：≥≧≤≦]|[>＞<＜][=＝]?|[=＝])/uy;
const joinPattern = /(and|or|not)(?=[\s()（）]|$)/iuy;
const closingQuotes: Readonly<Record<string, string>> = { '"': '"', '＂': '＂', '“': '”' };
const isOpening = (character: string) => character === '(' || character === '（';
const isClosing = (character: string) => character === ')' || character === '）';

/** Whether a value has to stand in quotes to be read as it is. */
export function needsQuotes(value: string): boolean {
  return value === '' || /[\s"()（）]|^[＂“]|^(?:and|or|not)$/iu.test(value);
}

/** Cuts a search into its pieces. Blanks part them, also the wide one that Japanese is typed with. */
export function* queryTokens(text: string): Generator<QueryToken> {
  let from = 0;
  while (from < text.length) {
    const character = text.charAt(from);
    if (/\s/u.test(character)) {
      from += 1;
      continue;
    }
    const token = parenthesisAt(character, from) ?? joinAt(text, from) ?? termAt(text, from);
    yield token;
    from = token.to;
  }
}

function parenthesisAt(character: string, from: number): QueryToken | null {
  if (!isOpening(character) && !isClosing(character)) return null;
  return { kind: isOpening(character) ? '(' : ')', from, to: from + 1 };
}

/** Also where a parenthesis follows at once: `not(a or b)`. */
function joinAt(text: string, from: number): QueryToken | null {
  const [word] = matchAt(joinPattern, text, from);
  return word === undefined ? null : { kind: word.toLowerCase() as 'and' | 'or' | 'not', from, to: from + word.length };
}

function termAt(text: string, from: number): QueryToken {
  const [head = '', field = null, sign = ''] = matchAt(fieldPattern, text, from);
  const { value, at, unclosed } = valueAt(text, from + head.length);
  return { kind: 'term', from, to: at.to, field, compare: comparisonOf(sign), value, at, unclosed };
}

/** What a sticky pattern finds at this place. */
function matchAt(pattern: RegExp, text: string, from: number): readonly (string | undefined)[] {
  pattern.lastIndex = from;
  return pattern.exec(text) ?? [];
}

function comparisonOf(sign: string): Comparison | null {
  const plain = folded(sign).replace(/[≥≧]/u, '>=').replace(/[≤≦]/u, '<=');
  return comparisons.find((known) => known === plain) ?? null;
}

interface Value {
  readonly value: string;
  readonly at: Span;
  readonly unclosed: boolean;
}

function valueAt(text: string, from: number): Value {
  const closing = closingQuotes[text.charAt(from)];
  return closing === undefined ? plainAt(text, from) : quotedAt(text, from, closing);
}

/** A quote and a backslash inside are written with a backslash before them. */
function quotedAt(text: string, from: number, closing: string): Value {
  let value = '';
  let at = from + 1;
  while (at < text.length && text.charAt(at) !== closing) {
    if (text.charAt(at) === '\\' && ['\\', closing].includes(text.charAt(at + 1))) at += 1;
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
    if (isOpening(character)) open += 1;
    if (isClosing(character) && (open -= 1) < 0) break;
  }
  return { value: text.slice(from, to), at: { from, to }, unclosed: false };
}
