import type { Alias } from '../../contract/catalogue-model.ts';
import { folded } from '../../contract/folded.ts';
import { cleanName } from '../edits/decisions.ts';

/** The name as it is written already where it differs only in case or width; else as it was typed. Throws `name-empty`. */
export function inUse(used: { names(): readonly string[] }, wanted: string): string {
  const name = cleanName(wanted);
  const key = folded(name);
  const known = used.names().filter((other) => folded(other) === key);
  return known.includes(name) ? name : (known[0] ?? name);
}

/** Each name once, and not that of the character itself. */
export function withoutCopies(aliases: readonly Alias[], name: string | null): Alias[] {
  const seen = new Set([name === null ? '' : folded(name)]);
  return aliases.filter((alias) => {
    const key = folded(alias.name);
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
}
