import type { QueryError, QueryNode } from '../../electron/contract/query/query-model.ts';
import type { Translate } from '../i18n/translate.ts';

export function describeQueryError(t: Translate, { kind, subject }: QueryError): string {
  return t(`query.error.${kind}`, { subject });
}

/** A part of a search in words, for its chip. */
export function describePart(t: Translate, part: QueryNode): string {
  switch (part.kind) {
    case 'not':
      return t('query.not', { part: describeInside(t, part.of) });
    case 'and':
    case 'or':
      return part.of.map((each) => describeInside(t, each)).join(` ${t(`query.${part.kind}`)} `);
    case 'text':
      return `“${part.value}”`;
    case 'word':
      return t(`query.is.${part.value}`);
    case 'number':
      return `${t(`query.field.${part.field}`)} ${signs[part.compare]} ${part.value}`;
    default:
      return `${t(`query.field.${part.field}`)} ${part.value}`;
  }
}

/** What is joined inside another part stands in parentheses, or it would read as something else. */
function describeInside(t: Translate, part: QueryNode): string {
  const words = describePart(t, part);
  return part.kind === 'and' || part.kind === 'or' ? `(${words})` : words;
}

const signs = { '>=': '≥', '<=': '≤', '>': '>', '<': '<', '=': '=' } as const;
