import type { TemplateToken } from '../../../contract/rename/rename-model.ts';
import { fillIn, type FilledIn } from './fill-in.ts';
import { safeValue } from './safe-names.ts';
import type { TemplatePart } from './template.ts';
import type { TokenValues } from './tokens.ts';

/** A template, with everything about it that is the same for all files. */
export interface Form {
  readonly fill: (values: TokenValues) => FilledIn;
  /** The tokens in the template: no other values have to be found. */
  readonly asksFor: ReadonlySet<TemplateToken>;
  readonly endsWithExtension: boolean;
}

export function formOf(parts: readonly TemplatePart[]): Form {
  const asksFor = new Set(parts.flatMap((part) => ('token' in part ? [part.token] : [])));
  // Stems all differ, so a cache of safe values would not help.
  const safe = asksFor.has('stem') ? safeValue : cachedSafeValue();
  return {
    fill: (values) => fillIn(parts, values, safe),
    asksFor,
    endsWithExtension: endsWithExtension(parts),
  };
}

function cachedSafeValue(): typeof safeValue {
  const known = new Map<string, string>();
  return (value) => {
    const safe = known.get(value) ?? safeValue(value);
    known.set(value, safe);
    return safe;
  };
}

function endsWithExtension(parts: readonly TemplatePart[]): boolean {
  const [before, last] = parts.slice(-2);
  if (before === undefined || last === undefined || !('text' in before) || !('token' in last)) return false;
  return last.token === 'ext' && before.text.endsWith('.');
}
