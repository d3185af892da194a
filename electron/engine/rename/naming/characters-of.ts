import type { Alias } from '../../../contract/catalogue-model.ts';
import type { CharacterId, FaceId } from '../../../contract/ids.ts';
import type { RenameRequest } from '../../../contract/rename/rename-model.ts';

/** A face as naming sees it. `x`, `area`: pixels of the upright picture. */
export interface NamingFace {
  readonly id: FaceId;
  readonly character: CharacterId | null;
  readonly name: string | null;
  /** The artist confirmed the character; otherwise the machine suggests it. */
  readonly sure: boolean;
  readonly x: number;
  readonly area: number;
  /** What the character wears there, as the artist said. */
  readonly outfit?: string | undefined;
  /** One for all faces of a character. */
  readonly cast?: CastNames | undefined;
}

/** What else a character is called, and what it belongs to. */
export interface CastNames {
  readonly series: readonly string[];
  readonly aliases: readonly Alias[];
}

export interface NamedBy {
  readonly names: readonly string[];
  /** The faces that give each name. */
  readonly shown: readonly NamedFace[];
  /** Stands for the picture: the first face that gives a name, or else the largest; null where there is no face. */
  readonly face: FaceId | null;
}

interface NamedFace {
  readonly name: string;
  readonly face: NamingFace;
}

export type NamingRules = Pick<RenameRequest, 'several' | 'unsure' | 'scope'>;

/** The names that a picture gets, each once, in the order of the rules. */
export function charactersOf(faces: readonly NamingFace[], rules: NamingRules): NamedBy {
  const largest = sorted(faces, byArea);
  const ordered = rules.several.order === 'largest' ? largest : sorted(faces, (a, b) => a.x - b.x || a.id - b.id);
  const chosen = rules.scope.characters;
  let names: readonly string[] = [];
  let first: FaceId | null = null;
  const shown: NamedFace[] = [];
  for (const face of ordered) {
    if (chosen !== undefined && (face.character === null || !chosen.includes(face.character))) continue;
    const name = nameOf(face, rules.unsure);
    if (name === null) continue;
    first ??= face.id;
    const known = names.includes(name);
    if (known || names.length < rules.several.limit) shown.push({ name, face });
    if (known || names.length >= rules.several.limit) continue;
    // Not `push`, which would reserve room for 17 names in the list that a plan keeps for each file.
    names = names.length === 0 ? [name] : names.concat(name);
  }
  return { names, shown, face: first ?? largest[0]?.id ?? null };
}

/** Does not copy the list of one face that most pictures have. */
function sorted(faces: readonly NamingFace[], order: (a: NamingFace, b: NamingFace) => number): readonly NamingFace[] {
  return faces.length > 1 ? faces.toSorted(order) : faces;
}

function byArea(a: NamingFace, b: NamingFace): number {
  return b.area - a.area || a.id - b.id;
}

function nameOf({ name, sure }: NamingFace, unsure: RenameRequest['unsure']): string | null {
  if (name === null || (!sure && unsure.do === 'skip')) return null;
  return !sure && unsure.do === 'word' ? unsure.word : name;
}
