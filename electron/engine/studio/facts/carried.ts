import type { CharacterId, FaceId } from '../../../contract/ids.ts';
import type { Db } from '../../store/database.ts';
import type { FactTable } from './fact-table.ts';
import type { Names } from './names.ts';

export interface CarryParts {
  readonly db: Db;
  readonly facts: FactTable;
  readonly names: Names;
}

/** Rows of the library that are different now. */
export interface Carried {
  readonly faces: Set<FaceId>;
  /** Faces that came to be seen, went out of sight, or have another box. */
  readonly boxes: Set<FaceId>;
  readonly characters: Set<CharacterId>;
  others: number;
}
