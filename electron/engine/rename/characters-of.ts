import type { CharacterId, FaceId } from '../../contract/model.ts';
import type { RenameRequest } from '../../contract/rename-model.ts';

/** A face as naming sees it. `x`, `area`: pixels of the upright picture. */
export interface NamingFace {
  readonly id: FaceId;
  readonly character: CharacterId | null;
  readonly name: string | null;
  /** A human confirmed it, or it surely looks like its character. */
  readonly sure: boolean;
  readonly x: number;
  readonly area: number;
}

export interface NamedBy {
  readonly names: readonly string[];
  /** Stands for the picture: the first that names it, or the largest; null where there is no face. */
  readonly face: FaceId | null;
}

export type NamingRules = Pick<RenameRequest, 'several' | 'unsure' | 'scope'>;

/** Whose names a picture gets, each once, in order; none where nobody in it has one. */
export function charactersOf(faces: readonly NamingFace[], rules: NamingRules): NamedBy {
  const largest = faces.toSorted(byArea);
  const ordered = rules.several.order === 'largest' ? largest : faces.toSorted((a, b) => a.x - b.x || a.id - b.id);
  const chosen = rules.scope.characters;
  const naming = ordered
    .filter(({ character }) => chosen === undefined || (character !== null && chosen.includes(character)))
    .flatMap((face) => nameOf(face, rules.unsure).map((name) => ({ face: face.id, name })));
  const names = [...new Set(naming.map(({ name }) => name))].slice(0, rules.several.limit);
  return { names, face: naming[0]?.face ?? largest[0]?.id ?? null };
}

function byArea(a: NamingFace, b: NamingFace): number {
  return b.area - a.area || a.id - b.id;
}

function nameOf({ name, sure }: NamingFace, unsure: RenameRequest['unsure']): string[] {
  if (name === null || (!sure && unsure.do === 'skip')) return [];
  return [!sure && unsure.do === 'word' ? unsure.word : name];
}
