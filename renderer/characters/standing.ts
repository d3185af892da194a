import type { Character } from '../../electron/contract/api/faces-api.ts';

/** Whose a group is: the artist's with a name, the artist's without one, or the machine's. A colour or a cover says nothing of that. */
export type Standing = 'named' | 'kept' | 'found';

export function standingOf({ name, confirmed }: Pick<Character, 'name' | 'confirmed'>): Standing {
  if (!confirmed) return 'found';
  return name === null ? 'kept' : 'named';
}
