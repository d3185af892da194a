import { BoxStore } from '../../store/faces/boxes.ts';
import type { Carried, CarryParts } from './carried.ts';
import { CharacterCarrier } from './carry-characters.ts';
import { FaceCarrier } from './carry-faces.ts';
import { OtherCarrier } from './carry-others.ts';
import { characterExists } from './shared-tables.ts';
import { Lineage } from './survivors.ts';
import { nothingTouched, touch, type Touched } from './touched.ts';

/**
 * Makes the library's own tables say what stands in the studio. It follows from the facts alone, so that machines with the same facts
 * end with the same rows, in whatever order those came. Runs inside a transaction, outside any edit, and without `defer_foreign_keys`: to set
 * it has every statement of the connection compiled again, which the artist's next edit waits for.
 */
export class CarryOut {
  readonly #parts: CarryParts;
  readonly #characters: CharacterCarrier;
  readonly #faces: FaceCarrier;
  readonly #others: OtherCarrier;
  readonly #boxes: BoxStore;

  constructor(parts: CarryParts) {
    this.#parts = parts;
    this.#characters = new CharacterCarrier(parts);
    this.#faces = new FaceCarrier(parts, this.#characters);
    this.#others = new OtherCarrier(parts);
    this.#boxes = new BoxStore(parts.db);
  }

  run(touched: Touched): Carried {
    const carried: Carried = { faces: new Set(), boxes: new Set(), characters: new Set(), others: 0 };
    const lineage = new Lineage(this.#parts.facts.merges());
    // Characters first, because faces refer to them; those that are gone last, when no face does any more.
    for (const uuid of touched.characters) this.#characters.make(lineage.survivor(uuid), carried);
    // What is said of those that a fact about them has made is touched already.
    this.#characters.takeMade();
    for (const uuid of touched.faces) this.#faces.carry(uuid, lineage, carried);
    const again = this.#saidOf(this.#characters.takeMade());
    for (const uuid of again.faces) this.#faces.carry(uuid, lineage, carried);
    for (const fact of new Map([...touched.others, ...again.others]).values())
      this.#others.carry(fact, lineage, carried);
    // A face leaves a character by a fact about the face, which does not touch the character.
    const cleared = new Set([...touched.characters, ...this.#characters.takenBack()]);
    for (const uuid of cleared) this.#characters.clear(uuid, lineage, carried);
    this.#characters.rename(touched.characters, lineage, carried);
    this.#boxes.follow([...carried.boxes]);
    return carried;
  }

  /** A row that a face has made again is without what was said of the character while it had none: who it is not, what it wears. */
  #saidOf(characters: readonly string[]): Touched {
    const touched = nothingTouched();
    for (const uuid of characters) touch(touched, [characterExists, uuid, '', null], this.#parts.facts);
    return touched;
  }

  /** Everything that stands, and what else was touched. */
  all(touched = nothingTouched()): Carried {
    const { facts, names } = this.#parts;
    for (const uuid of facts.characters()) touched.characters.add(uuid);
    for (const uuid of names.allFaces()) touched.faces.add(uuid);
    for (const fact of facts.unruled()) touched.others.set(fact.slice(0, 3).join('\n'), fact);
    return this.run(touched);
  }
}
