/** A character's name taken apart. `outfit`: null where the name tells none. */
export interface Dressed {
  readonly who: string;
  readonly outfit: string | null;
}

const dressedName = /^(.*[^\s(（])\s*[(（]([^()（）]+)[)）]$/su;

/**
 * The library keeps no outfits, names do: an artist who keeps them apart calls the groups `Mika (winter)` and
 * `Mika (school)`, as art sites tag characters.
 */
export function undress(name: string): Dressed {
  const [, who, outfit] = dressedName.exec(name.trim()) ?? [];
  const worn = outfit?.trim() ?? '';
  return who === undefined || worn === '' ? { who: name, outfit: null } : { who: who.trim(), outfit: worn };
}
