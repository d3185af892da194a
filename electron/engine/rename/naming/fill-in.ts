import type { TemplateToken } from '../../../contract/rename/rename-model.ts';
import { safeValue } from './safe-names.ts';
import { slug } from './slug.ts';
import type { TemplatePart } from './template.ts';
import { tokens, type TokenValues } from './tokens.ts';

export interface FilledIn {
  /** With `/` between folders. It has an extension only if the template says so. */
  readonly path: string;
  /** The first token that has no value and is not optional. */
  readonly missing: TemplateToken | null;
}

const separator = /[ _\-.+]/u;

/**
 * Puts values into a template. An optional token without a value is left out, together with one of the separators around
 * it. `safe`: `safeValue`, or a cache of it.
 */
export function fillIn(parts: readonly TemplatePart[], values: TokenValues, safe = safeValue): FilledIn {
  let path = '';
  let missing: TemplateToken | null = null;
  let dropNext = false;
  parts.forEach((part, at) => {
    if ('text' in part) {
      path += dropNext && separator.test(part.text.charAt(0)) ? part.text.slice(1) : part.text;
      dropNext = false;
      return;
    }
    const value = valueOf(part.token, part.filter, values, safe);
    if (value === '' && !part.optional) missing ??= part.token;
    if (value !== '') dropNext = false;
    else if (part.optional && startsLevel(path)) dropNext = true;
    else if (part.optional && separator.test(path.slice(-1)) && endsHere(parts[at + 1])) path = path.slice(0, -1);
    path += value;
  });
  return { path, missing };
}

function startsLevel(path: string): boolean {
  return path === '' || path.endsWith('/');
}

function endsHere(next: TemplatePart | undefined): boolean {
  return next === undefined || ('text' in next && /^[ _\-.+/]/u.test(next.text));
}

/** Empty where there is no value. Values are made safe for file names, so that a `/` in one makes no folder. */
function valueOf(token: TemplateToken, filter: string | null, values: TokenValues, safe: typeof safeValue): string {
  const value = values[token];
  if (value === null) return '';
  const { kind } = tokens[token];
  if (typeof value === 'object') return safe(value[filter?.toLowerCase() ?? 'any'] ?? value['none'] ?? '');
  if (kind === 'number') return String(value).padStart(filter?.length ?? 0, '0');
  if (kind === 'date') return formatDate(new Date(value), filter ?? 'YYYY-MM-DD');
  return safe(filter === 'slug' ? slug(String(value)) : String(value));
}

function formatDate(date: Date, format: string): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const fields: Record<string, string> = {
    YYYY: String(date.getFullYear()).padStart(4, '0'),
    MM: two(date.getMonth() + 1),
    DD: two(date.getDate()),
    hh: two(date.getHours()),
    mm: two(date.getMinutes()),
    ss: two(date.getSeconds()),
  };
  return format.replace(/YYYY|MM|DD|hh|mm|ss/gu, (field) => fields[field] ?? field);
}
