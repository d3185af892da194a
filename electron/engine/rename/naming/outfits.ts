/** A character's name taken apart. `outfit` is null where the name has none. */
export interface Dressed {
  readonly who: string;
  readonly outfit: string | null;
}

const dressedName = /^(.*[^\s(（])\s*[(（]([^()（）]+)[)）]$/su;

/**
 * Reads the outfit from a name, where the library has been told none: an artist can name groups `Mika (winter)` and
 * `Mika (school)`, as art sites tag characters.
 */
export function undress(name: string): Dressed {
  const [, who, outfit] = dressedName.exec(name.trim()) ?? [];
  const worn = outfit?.trim() ?? '';
  return who === undefined || worn === '' ? { who: name, outfit: null } : { who: who.trim(), outfit: worn };
}
