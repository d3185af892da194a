import type { NamedCharacter } from '../../contract/faces-api.ts';

const most = 10;

/** Names that fit what was typed: those that start with it first, then those that hold it; in each part as given. */
export function completeName(typed: string, names: readonly NamedCharacter[]): NamedCharacter[] {
  const wanted = fold(typed);
  const holding = names.filter(({ name }) => fold(name).includes(wanted));
  const starting = holding.filter(({ name }) => fold(name).startsWith(wanted));
  return [...new Set([...starting, ...holding])].slice(0, most);
}

/** Full and half width, upper and lower case are one. */
function fold(text: string): string {
  return text.normalize('NFKC').trim().toLocaleLowerCase();
}
