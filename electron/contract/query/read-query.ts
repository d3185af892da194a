import { folded } from '../folded.ts';
import {
  longestQuery,
  mostStars,
  queryFields,
  queryWords,
  type DateField,
  type NameField,
  type NumberField,
  type Query,
  type QueryError,
  type QueryErrorKind,
  type QueryField,
  type QueryNode,
  type Span,
} from './query-model.ts';
import { queryTokens, type QueryToken } from './query-words.ts';

type TermToken = Extract<QueryToken, { kind: 'term' }>;

/**
 * Reads a search: terms as `character:Mika`, `rating>=3` or a plain word, side by side or joined by `and`, `or` and `not` (in that order of
 * binding: `not`, `and`, `or`), with parentheses and quotes. Answers all errors with their places.
 */
export function readQuery(text: string): Query {
  if (text.length > longestQuery) return { tree: null, errors: [tooLong(text)] };
  const reader = new Reader(text);
  const tree = reader.read();
  return reader.errors.length > 0
    ? { tree: null, errors: reader.errors.toSorted((a, b) => a.from - b.from) }
    : { tree, errors: [] };
}

function tooLong(text: string): QueryError {
  return { kind: 'too-long', from: longestQuery, to: text.length, subject: text.slice(longestQuery) };
}

function isQueryField(name: string): name is QueryField {
  return Object.hasOwn(queryFields, name);
}

class Reader {
  readonly errors: QueryError[] = [];
  readonly #text: string;
  readonly #tokens: readonly QueryToken[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = [...queryTokens(text)];
  }

  read(): QueryNode | null {
    const parts: QueryNode[] = [];
    while (this.#next) {
      const part = this.#either();
      if (part) parts.push(part);
      const stray = this.#tokens[this.#at];
      if (stray?.kind !== ')') continue;
      this.#wrong('stray-parenthesis', stray);
      this.#at += 1;
    }
    return joined('and', parts);
  }

  get #next(): QueryToken | undefined {
    return this.#tokens[this.#at];
  }

  /** Terms joined by `or`. */
  #either(): QueryNode | null {
    const parts: QueryNode[] = [];
    // A term that cannot be read is told of by itself, and is not missing.
    const read = (): boolean => {
      const begun = this.#at;
      const part = this.#together();
      if (part) parts.push(part);
      return this.#at > begun;
    };
    let complete = read();
    for (let or = this.#next; or?.kind === 'or'; or = this.#next) {
      this.#at += 1;
      const follows = read();
      if (!complete || !follows) this.#wrong('missing-term', or);
      complete = true;
    }
    return joined('or', parts);
  }

  /** Terms side by side, or joined by `and`. */
  #together(): QueryNode | null {
    const parts: QueryNode[] = [];
    const begun = this.#at;
    for (let token = this.#next; token && token.kind !== 'or' && token.kind !== ')'; token = this.#next) {
      if (token.kind === 'and') {
        const follows = this.#at > begun;
        this.#at += 1;
        if (!follows || !this.#begins(this.#next)) this.#wrong('missing-term', token);
      } else {
        const part = this.#one(token);
        if (part) parts.push(part);
      }
    }
    return joined('and', parts);
  }

  #begins(token: QueryToken | undefined): boolean {
    return token !== undefined && ['term', '(', 'not'].includes(token.kind);
  }

  #one(token: QueryToken): QueryNode | null {
    this.#at += 1;
    if (token.kind === 'not') return this.#denied(token);
    if (token.kind === '(') return this.#inside(token);
    return token.kind === 'term' ? this.#term(token) : null;
  }

  #denied(not: QueryToken): QueryNode | null {
    const next = this.#next;
    if (!next || !this.#begins(next)) {
      this.#wrong('missing-term', not);
      return null;
    }
    const of = this.#one(next);
    return of && { kind: 'not', of, from: not.from, to: of.to };
  }

  #inside(open: QueryToken): QueryNode | null {
    const begun = this.#at;
    const node = this.#either();
    const close = this.#next;
    const empty = this.#at === begun;
    if (close?.kind !== ')') {
      this.#wrong('unclosed-parenthesis', open);
      return null;
    }
    this.#at += 1;
    if (node) return { ...node, from: open.from, to: close.to };
    // Else what is wrong inside has been said.
    if (empty) this.#wrong('missing-term', { from: open.from, to: close.to });
    return null;
  }

  #term(token: TermToken): QueryNode | null {
    if (token.unclosed) return this.#wrong('unclosed-quote', token.at);
    const { field, value, from, to, at } = token;
    if (field === null) return { kind: 'text', value, from, to };
    const name = folded(field);
    if (!isQueryField(name)) return this.#wrong('unknown-field', { from, to: from + field.length });
    if (value.trim() === '') return this.#wrong('missing-value', { from, to });
    const kind = queryFields[name];
    if (kind === 'number') return this.#number(name as NumberField, token);
    if (token.compare !== null && token.compare !== '=') return this.#wrong('not-comparable', { from, to: at.from });
    if (kind === 'date') return this.#date(name as DateField, token);
    if (kind === 'name') return { kind, field: name as NameField, value, at, from, to };
    const word = queryWords.find((known) => known === folded(value));
    return word ? { kind, value: word, from, to } : this.#wrong('unknown-word', at);
  }

  #number(field: NumberField, { compare, value, at, from, to }: TermToken): QueryNode | null {
    const digits = folded(value);
    const wanted = /^\d+$/u.test(digits) ? Number(digits) : null;
    if (field === 'rating' && isNoRating(Number(digits))) return this.#wrong('not-a-rating', at);
    if (wanted === null) return this.#wrong('not-a-number', at);
    return { kind: 'number', field, compare: compare ?? '=', value: wanted, from, to };
  }

  #date(field: DateField, { value, at, from, to }: TermToken): QueryNode | null {
    const day = dayOf(value);
    return day === null ? this.#wrong('not-a-date', at) : { kind: 'date', field, value: day, from, to };
  }

  #wrong(kind: QueryErrorKind, { from, to }: Span): null {
    this.errors.push({ kind, from, to, subject: this.#text.slice(from, to) });
    return null;
  }
}

/** A number, but not of stars. */
function isNoRating(value: number): boolean {
  return !Number.isNaN(value) && !(Number.isInteger(value) && value >= 0 && value <= mostStars);
}

/** A year, a month or a day that there is, as `2026-01-05`, from `2026/1/5` too; else null. */
function dayOf(text: string): string | null {
  const wanted = folded(text);
  if (!/^\d{4}(?:[-/]\d{1,2}){0,2}$/u.test(wanted)) return null;
  const given = wanted.split(/[-/]/u).map((part) => part.padStart(2, '0'));
  const [year = '', month = '01', day = '01'] = given;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().startsWith(`${year}-${month}-${day}T`) ? given.join('-') : null;
}

function joined(kind: 'and' | 'or', of: readonly QueryNode[]): QueryNode | null {
  const [first, last] = [of[0], of.at(-1)];
  if (!first || !last) return null;
  return of.length === 1 ? first : { kind, of, from: first.from, to: last.to };
}
