import type { CharacterId, FaceId } from '../../../contract/ids.ts';
import type { Db } from '../../store/database.ts';
import type { FactTable } from './fact-table.ts';
import type { Names } from './names.ts';

export interface CarryParts {
  readonly db: Db;
  readonly facts: FactTable;
  readonly names: Names;
}

export function nothingCarried(): Carried {
  return { faces: new Set(), boxes: new Set(), characters: new Set(), others: 0 };
}

/** Rows of the library that are different now. */
export interface Carried {
  readonly faces: Set<FaceId>;
  /** Faces that came to be seen, went out of sight, or have another box. */
  readonly boxes: Set<FaceId>;
  readonly characters: Set<CharacterId>;
  others: number;
}

export function addCarried(all: Carried, { faces, boxes, characters, others }: Carried): void {
  for (const face of faces) all.faces.add(face);
  for (const face of boxes) all.boxes.add(face);
  for (const character of characters) all.characters.add(character);
  all.others += others;
}
