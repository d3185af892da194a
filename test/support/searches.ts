import fc from 'fast-check';
import { quoted } from '../../electron/contract/query/complete-query.ts';
import {
  comparisons,
  queryFields,
  queryWords,
  type DateField,
  type NameField,
  type NumberField,
  type QueryNode,
  type QueryTerm,
} from '../../electron/contract/query/query-model.ts';

type Without<Node> = Node extends unknown ? Omit<Node, 'from' | 'to' | 'at'> : never;
/** A search as a tree, without the places in its text. */
export type Asked =
  | Without<QueryTerm>
  | { readonly kind: 'and' | 'or'; readonly of: readonly Asked[] }
  | { readonly kind: 'not'; readonly of: Asked };

/** A tree, and how it happens to be written. */
export interface Search {
  readonly asked: Asked;
  /** Drawn from again and again: which of several spellings. */
  readonly spelled: readonly number[];
}

export interface UsedNames {
  readonly characters: readonly string[];
  readonly aliases: readonly string[];
  readonly series: readonly string[];
  readonly tags: readonly string[];
  readonly outfits: readonly string[];
  readonly folders: readonly string[];
  readonly endings: readonly string[];
}

/** Names as artists type them: in another case or width, or normal form; the first letters; with a star; or anything. */
function typed(names: readonly string[]): fc.Arbitrary<string> {
  const one = fc.constantFrom(...names);
  return fc
    .oneof(
      { weight: 4, arbitrary: one },
      one.map((name) => name.toUpperCase()),
      one.map((name) => name.normalize('NFD')),
      one.map(fullWidth),
      one.map((name) => `${name.slice(0, 1)}*`),
      one.map((name) => `*${name.slice(-1)}`),
      fc.string({
        minLength: 1,
        maxLength: 4,
        unit: fc.constantFrom(...Array.from('aｂ %_\\"()（）:：*-<>=ミﾐが゛İßΣ　\'')),
      }),
    )
    .filter((name) => name.trim() !== '');
}

/** Searches by chance that name what there is, and what there is not. */
export function searches(names: UsedNames): fc.Arbitrary<Search> {
  const people = typed([...names.characters, ...names.aliases]);
  const values: Record<NameField, fc.Arbitrary<string>> = {
    character: people,
    only: people,
    outfit: fc.oneof(
      typed(names.outfits),
      fc.tuple(people, typed(names.outfits)).map(([who, worn]) => `${who}/${worn}`),
    ),
    series: typed(names.series),
    tag: typed(names.tags),
    folder: fc
      .oneof(
        typed(names.folders),
        typed(names.folders).map((folder) => `/art/${folder}`),
      )
      .map(withoutSlashes),
    name: typed([...names.folders, ...names.tags, '.0.', '1']),
    format: fc.constantFrom(...names.endings, 'JPEG', 'ＰＮＧ'),
  };
  const fields = Object.keys(queryFields) as (keyof typeof queryFields)[];
  const named = fields.filter((field): field is NameField => queryFields[field] === 'name');
  const day = fc.constantFrom('2025', '2026', '2027', '2025-06', '2026-01', '2026-02-28', '2025-12-31', '2026-07-04');
  const term: fc.Arbitrary<Asked> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...named)
        .chain((field) => values[field].map((value) => ({ kind: 'name' as const, field, value }))),
    },
    fc
      .oneof(people, typed(names.folders), fc.constant('"'), fc.constant(' '))
      .map((value) => ({ kind: 'text' as const, value })),
    fc.record({
      kind: fc.constant('number' as const),
      field: fc.constantFrom<NumberField>('rating', 'faces'),
      compare: fc.constantFrom(...comparisons),
      value: fc.nat(5),
    }),
    fc.record({
      kind: fc.constant('date' as const),
      field: fc.constantFrom<DateField>('before', 'after', 'date'),
      value: day,
    }),
    fc.constantFrom(...queryWords).map((value) => ({ kind: 'word' as const, value })),
  );
  const several = (of: fc.Arbitrary<Asked>) => fc.array(of, { minLength: 2, maxLength: 4 });
  const { tree } = fc.letrec<{ tree: Asked }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      term,
      several(tie('tree')).map((of) => ({ kind: 'and' as const, of })),
      several(tie('tree')).map((of) => ({ kind: 'or' as const, of })),
      tie('tree').map((of) => ({ kind: 'not' as const, of })),
    ),
  }));
  return fc.record({ asked: tree, spelled: fc.array(fc.nat(999), { minLength: 5, maxLength: 20 }) });
}

function withoutSlashes(path: string): string {
  return path.replace(/\/+$/u, '');
}

const signs = {
  '=': [':', '：', '=', '＝'],
  '>=': ['>=', '≥', '≧', '＞＝'],
  '<=': ['<=', '≤', '≦', '＜＝'],
  '>': ['>', '＞'],
  '<': ['<', '＜'],
} as const;

const isJoin = (node: Asked) => node.kind === 'and' || node.kind === 'or';

function fullWidth(text: string): string {
  return text.replace(/[!-~]/gu, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfe_e0));
}

function inQuotes(text: string, closing: string, opening = closing): string {
  return `${opening}${text.replaceAll('\\', '\\\\').replaceAll(closing, `\\${closing}`)}${closing}`;
}

/** The tree as a text, by one of its many spellings. */
export function printed({ asked, spelled }: Search): string {
  let at = 0;
  const one = (...spellings: readonly string[]): string => {
    at += 1;
    return spellings[(spelled[at % spelled.length] ?? 0) % spellings.length] ?? '';
  };
  const blank = () => one(' ', ' ', '　', '\t', '  ');
  const value = (text: string) =>
    one(quoted(text), inQuotes(text, '"'), inQuotes(text, '”', '“'), inQuotes(text, '＂'));
  const write = (node: Asked): string => {
    switch (node.kind) {
      case 'and':
        return node.of.map(inside).join(one(`${blank()}and${blank()}`, blank(), ' AND '));
      case 'or':
        return node.of.map(inside).join(`${blank()}${one('or', 'OR', 'Or')}${blank()}`);
      case 'not':
        return `${one('not', 'NOT')}${isJoin(node.of) ? one('', blank()) : blank()}${inside(node.of)}`;
      case 'text':
        return inQuotes(node.value, '"');
      case 'word':
        return `${one('is', 'IS', 'ｉｓ')}${one(':', '：')}${one(node.value, node.value.toUpperCase())}`;
      case 'number':
        return `${node.field}${one(...signs[node.compare])}${one(String(node.value), fullWidth(String(node.value)))}`;
      case 'date':
        return `${node.field}${one(...signs['='])}${one(node.value, node.value.replaceAll('-', '/'), node.value.replaceAll('-0', '-'), fullWidth(node.value))}`;
      default:
        return `${one(node.field, node.field.toUpperCase())}${one(...signs['='])}${value(node.value)}`;
    }
  };
  const inside = (node: Asked): string =>
    isJoin(node) ? `${one('(', '（')}${one('', blank())}${write(node)}${one(')', '）')}` : write(node);
  return write(asked);
}

/** A search as it was read, without the places in its text. */
export function withoutPlaces(node: QueryNode): Asked {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { kind: node.kind, of: node.of.map(withoutPlaces) };
    case 'not':
      return { kind: 'not', of: withoutPlaces(node.of) };
    default: {
      const { from: _from, to: _to, ...asked } = node;
      if ('at' in asked) {
        const { at: _at, ...rest } = asked;
        return rest;
      }
      return asked;
    }
  }
}
