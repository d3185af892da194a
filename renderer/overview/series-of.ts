import type { Character } from '../../electron/contract/api/faces-api.ts';

export interface Series {
  /** Null: those that are in none. */
  readonly name: string | null;
  /** Largest first. */
  readonly cast: readonly Character[];
  readonly faces: number;
}

/** The series of named characters, those with most faces first; those that are in no series in a last one. */
export function seriesOf(characters: readonly Character[]): Series[] {
  const casts = new Map<string | null, Character[]>();
  for (const character of characters) {
    if (character.name === null || character.faces === 0) continue;
    const names = character.about?.series ?? [];
    for (const name of names.length > 0 ? names : [null]) casts.set(name, [...(casts.get(name) ?? []), character]);
  }
  return [...casts]
    .map(([name, cast]) => ({
      name,
      cast: cast.toSorted((a, b) => b.faces - a.faces),
      faces: cast.reduce((sum, { faces }) => sum + faces, 0),
    }))
    .sort((a, b) => Number(a.name === null) - Number(b.name === null) || b.faces - a.faces);
}
