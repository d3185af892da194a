import type { TemplateError, TemplateErrorKind, TemplateToken } from '../../../contract/rename/rename-model.ts';
import { forbiddenCharacters } from './safe-names.ts';
import { isToken, knowsFilter } from './tokens.ts';

/** A part of a template: plain text, or a token to fill in. `/` in a text begins a new folder level. */
export type TemplatePart =
  | { readonly text: string }
  | { readonly token: TemplateToken; readonly filter: string | null; readonly optional: boolean };

export interface Template {
  readonly parts: readonly TemplatePart[];
  readonly errors: readonly TemplateError[];
}

const tokenPattern = /^([^:?]*)(\?)?(?::([^?]*))?(\?)?$/u;

/**
 * Reads `{token}`, `{token:filter}`, `{token?}` and plain text, and answers all errors with their places. The order of
 * `?` and filter does not matter: `{outfit?:slug}` and `{outfit:slug?}` are the same.
 */
export function parseTemplate(template: string): Template {
  const parts: TemplatePart[] = [];
  const errors: TemplateError[] = [];
  const wrong = (kind: TemplateErrorKind, from: number, to: number) =>
    void errors.push({ kind, from, to, subject: template.slice(from, to) });
  if (template.trim() === '') wrong('empty', 0, template.length);
  for (const { from, to, inside } of pieces(template)) {
    if (inside === null) {
      const text = template.slice(from, to);
      checkText(text, from, wrong);
      parts.push({ text });
    } else {
      const part = readToken(inside, from, to, wrong);
      if (part) parts.push(part);
    }
  }
  checkFolders(template, wrong);
  return { parts, errors: errors.sort((a, b) => a.from - b.from) };
}

type Report = (kind: TemplateErrorKind, from: number, to: number) => void;

/** Cuts at braces. `inside` is the text between them. A brace that is never closed takes the rest. */
function* pieces(template: string): Generator<{ from: number; to: number; inside: string | null }> {
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf('{', at);
    if (open !== at) yield { from: at, to: open < 0 ? template.length : open, inside: null };
    if (open < 0) return;
    const close = template.indexOf('}', open);
    const to = close < 0 ? template.length : close + 1;
    yield { from: open, to, inside: close < 0 ? template.slice(open + 1) : template.slice(open + 1, close) };
    at = to;
  }
}

function readToken(inside: string, from: number, to: number, wrong: Report): TemplatePart | null {
  // An unclosed token has one brace, so it is shorter than its inside and two braces.
  if (to - from < inside.length + 2) {
    wrong('unclosed', from, to);
    return null;
  }
  const [, name = '', early, filter, late] = tokenPattern.exec(inside) ?? [];
  if (!isToken(name)) {
    wrong('unknown-token', from, to);
    return null;
  }
  if (filter !== undefined && !knowsFilter(name, filter)) {
    const start = from + 1 + inside.indexOf(':') + 1;
    wrong('unknown-filter', start, start + filter.length);
  }
  return { token: name, filter: filter ?? null, optional: early !== undefined || late !== undefined };
}

function checkText(text: string, from: number, wrong: Report): void {
  for (const match of text.matchAll(forbiddenCharacters))
    wrong('forbidden-character', from + match.index, from + match.index + match[0].length);
  for (let at = text.indexOf('}'); at >= 0; at = text.indexOf('}', at + 1))
    wrong('stray-brace', from + at, from + at + 1);
}

function checkFolders(template: string, wrong: Report): void {
  let from = 0;
  for (const level of template.split('/')) {
    const to = from + level.length;
    if (level === '' && template !== '')
      wrong('empty-folder', Math.max(0, from - 1), Math.min(template.length, to + 1));
    if (level === '.' || level === '..') wrong('dot-folder', from, to);
    from = to + 1;
  }
}
