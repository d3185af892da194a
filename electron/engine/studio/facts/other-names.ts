import type { CharacterId, FaceId } from '../../../contract/ids.ts';
import type { OtherName } from '../../../contract/api/studio-api.ts';
import type { CarryParts } from './carried.ts';
import type { OverruledFact } from './overruled.ts';
import { columnKind } from './shared-tables.ts';
import { Lineage } from './survivors.ts';

type Mine = Pick<OverruledFact, 'kind' | 'a' | 'value'>;

/** Decisions of mine by which a character is called otherwise than it is now. */
export class OtherNames {
  readonly #parts: CarryParts;
  readonly #statements;

  constructor(parts: CarryParts) {
    this.#parts = parts;
    this.#statements = {
      nameOf: parts.db.prepare<[CharacterId], string | null>('SELECT name FROM character WHERE id = ?').pluck(),
      confirmedAs: parts.db.prepare<[FaceId], CharacterId>('SELECT character FROM confirmed WHERE face = ?').pluck(),
      shownBy: parts.db
        .prepare<[CharacterId], FaceId>(
          `SELECT f.id FROM face f JOIN picture p ON p.id = f.picture AND p.files > 0 JOIN character c ON c.id = f.character
           WHERE f.character = ? AND f.shown = 1 ORDER BY f.id IS c.cover DESC, f.similarity DESC, f.id LIMIT 1`,
        )
        .pluck(),
    };
  }

  /** Of each decision; null where it is about something else, or where both names are the same by now. */
  of(decisions: readonly Mine[]): (OtherName | null)[] {
    if (decisions.length === 0) return [];
    const lineage = new Lineage(this.#parts.facts.merges());
    return decisions.map((decision) => this.#of(decision, lineage));
  }

  #of({ kind, a, value }: Mine, lineage: Lineage): OtherName | null {
    const said = value?.[0];
    if (typeof said !== 'string') return null;
    if (kind === columnKind('name')) {
      const character = this.#rowOf(a, lineage);
      return character === null ? null : this.#twoNames(said, character, this.#statements.shownBy.get(character));
    }
    const face = kind === 'confirmed' ? this.#parts.names.faceOf(a) : null;
    const [mine, theirs] = [this.#rowOf(said, lineage), face && this.#statements.confirmedAs.get(face)];
    const name = mine === null ? null : this.#statements.nameOf.get(mine);
    return face === null || name == null || theirs == null ? null : this.#twoNames(name, theirs, face);
  }

  #twoNames(mine: string, character: CharacterId, face: FaceId | undefined): OtherName | null {
    const theirs = this.#statements.nameOf.get(character) ?? null;
    return theirs === null || theirs === mine ? null : { mine, theirs, face: face ?? null };
  }

  #rowOf(uuid: string, lineage: Lineage): CharacterId | null {
    return this.#parts.names.characterOf(lineage.survivor(uuid));
  }
}
