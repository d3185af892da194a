/** How a field is asked about: by a name, by comparing a number, by a day, or by one of a few words. */
export type FieldKind = 'name' | 'number' | 'date' | 'word';

/** Every field of a search, in the order of its completion. */
export const queryFields = {
  character: 'name',
  only: 'name',
  outfit: 'name',
  series: 'name',
  tag: 'name',
  folder: 'name',
  name: 'name',
  format: 'name',
  is: 'word',
  rating: 'number',
  faces: 'number',
  before: 'date',
  after: 'date',
  date: 'date',
} as const satisfies Readonly<Record<string, FieldKind>>;
export type QueryField = keyof typeof queryFields;

/** What `is:` can ask. */
export const queryWords = ['favourite', 'unnamed', 'faceless'] as const;
export type QueryWord = (typeof queryWords)[number];

export const comparisons = ['>=', '<=', '>', '<', '='] as const;
export type Comparison = (typeof comparisons)[number];

/** UTF-16 units: more is no search that anybody typed. */
export const longestQuery = 2_000;

export const mostStars = 5;

/** A part of the text: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Named<Field extends QueryField> extends Span {
  readonly kind: 'name';
  readonly field: Field;
  readonly value: string;
  /** Where the value stands. */
  readonly at: Span;
}

export type NameField = { [F in QueryField]: (typeof queryFields)[F] extends 'name' ? F : never }[QueryField];
export type NumberField = { [F in QueryField]: (typeof queryFields)[F] extends 'number' ? F : never }[QueryField];
export type DateField = { [F in QueryField]: (typeof queryFields)[F] extends 'date' ? F : never }[QueryField];

/** One thing that is asked of a picture. */
export type QueryTerm =
  | Named<NameField>
  /** A word without a field: in the path, or in a name of a character. */
  | (Span & { readonly kind: 'text'; readonly value: string })
  | (Span & {
      readonly kind: 'number';
      readonly field: NumberField;
      readonly compare: Comparison;
      readonly value: number;
    })
  /** Year, month and day; the last two where they were given. */
  | (Span & { readonly kind: 'date'; readonly field: DateField; readonly value: string })
  | (Span & { readonly kind: 'word'; readonly value: QueryWord });

export type QueryNode =
  | QueryTerm
  | (Span & { readonly kind: 'and'; readonly of: readonly QueryNode[] })
  | (Span & { readonly kind: 'or'; readonly of: readonly QueryNode[] })
  | (Span & { readonly kind: 'not'; readonly of: QueryNode });

export type QueryErrorKind =
  | 'unclosed-quote'
  | 'unclosed-parenthesis'
  | 'stray-parenthesis'
  | 'missing-term'
  | 'missing-value'
  | 'unknown-field'
  | 'unknown-word'
  | 'not-a-number'
  | 'not-a-rating'
  | 'not-a-date'
  | 'not-comparable'
  | 'unknown-name'
  | 'too-long';

export interface QueryError extends Span {
  readonly kind: QueryErrorKind;
  /** The text between them. */
  readonly subject: string;
}

export interface Query {
  /** Null where nothing is asked, and where there are errors. */
  readonly tree: QueryNode | null;
  /** In the order of their places. */
  readonly errors: readonly QueryError[];
}
