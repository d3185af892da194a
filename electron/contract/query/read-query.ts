import {
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
  const reader = new Reader(text);
  const tree = reader.read();
  return reader.errors.length > 0
    ? { tree: null, errors: reader.errors.toSorted((a, b) => a.from - b.from) }
    : { tree, errors: [] };
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
    const parts = [this.#together()];
    while (this.#next?.kind === 'or') {
      const or = this.#next;
      this.#at += 1;
      if (parts.at(-1) === null) this.#wrong('missing-term', or);
      parts.push(this.#together());
      if (parts.at(-1) === null) this.#wrong('missing-term', or);
    }
    return joined(
      'or',
      parts.flatMap((part) => part ?? []),
    );
  }

  /** Terms side by side, or joined by `and`. */
  #together(): QueryNode | null {
    const parts: QueryNode[] = [];
    for (let token = this.#next; token && token.kind !== 'or' && token.kind !== ')'; token = this.#next) {
      if (token.kind === 'and') {
        this.#at += 1;
        if (parts.length === 0 || !this.#begins(this.#next)) this.#wrong('missing-term', token);
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
    const node = this.#either();
    const close = this.#next;
    if (close?.kind !== ')') {
      this.#wrong('unclosed-parenthesis', open);
      return null;
    }
    this.#at += 1;
    if (node) return { ...node, from: open.from, to: close.to };
    // What is wrong inside has been said.
    if (this.errors.length === 0) this.#wrong('missing-term', { from: open.from, to: close.to });
    return null;
  }

  #term(token: TermToken): QueryNode | null {
    if (token.unclosed) return this.#wrong('unclosed-quote', token.at);
    const { field, value, from, to, at } = token;
    if (field === null) return { kind: 'text', value, from, to };
    const name = field.toLowerCase();
    if (!isQueryField(name)) return this.#wrong('unknown-field', { from, to: from + field.length });
    if (value.trim() === '') return this.#wrong('missing-value', { from, to });
    const kind = queryFields[name];
    if (kind === 'number') return this.#number(name as NumberField, token);
    if (token.compare !== null && token.compare !== '=') return this.#wrong('not-comparable', { from, to: at.from });
    if (kind === 'date') return this.#date(name as DateField, token);
    if (kind === 'name') return { kind, field: name as NameField, value, at, from, to };
    const word = queryWords.find((known) => known === value.toLowerCase());
    return word ? { kind, value: word, from, to } : this.#wrong('unknown-word', at);
  }

  #number(field: NumberField, { compare, value, at, from, to }: TermToken): QueryNode | null {
    if (!/^\d{1,6}$/u.test(value)) return this.#wrong('not-a-number', at);
    return { kind: 'number', field, compare: compare ?? '=', value: Number(value), from, to };
  }

  #date(field: DateField, { value, at, from, to }: TermToken): QueryNode | null {
    return isDay(value) ? { kind: 'date', field, value, from, to } : this.#wrong('not-a-date', at);
  }

  #wrong(kind: QueryErrorKind, { from, to }: Span): null {
    this.errors.push({ kind, from, to, subject: this.#text.slice(from, to) });
    return null;
  }
}

/** A year, a month or a day that there is. */
function isDay(text: string): boolean {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().slice(0, 10) === `${year}-${month}-${day}`;
}

function joined(kind: 'and' | 'or', of: readonly QueryNode[]): QueryNode | null {
  const [first, last] = [of[0], of.at(-1)];
  if (!first || !last) return null;
  return of.length === 1 ? first : { kind, of, from: first.from, to: last.to };
}
