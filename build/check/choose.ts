import { SetUpError } from '../set-up/run.mjs';

/** Chooses by names from the command line, in any case; no names choose all. Throws on a name that there is not. */
export function chooseByName<T extends { readonly name: string }>(all: readonly T[], names: readonly string[]): T[] {
  if (names.length === 0) return [...all];
  const wanted = names.map((name) => name.toLowerCase());
  const known = all.map(({ name }) => name.toLowerCase());
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new SetUpError(`There is no ${unknown.join(', ')} among: ${known.join(', ')}`);
  return all.filter(({ name }) => wanted.includes(name.toLowerCase()));
}
