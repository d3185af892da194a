import { BoxStore } from '../../store/faces/boxes.ts';
import { addCarried, nothingCarried, type Carried, type CarryParts } from './carried.ts';
import { CharacterCarrier } from './carry-characters.ts';
import { FaceCarrier } from './carry-faces.ts';
import { OtherCarrier } from './carry-others.ts';
import { characterExists } from './shared-tables.ts';
import { Lineage } from './survivors.ts';
import { nothingTouched, touch, type Touched } from './touched.ts';

/** Faces in one part: some tens of milliseconds. */
const facesAtOnce = 500;

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

  /** `carried` gets the rows that are different now. */
  run(touched: Touched, carried = nothingCarried()): Carried {
    const lineage = this.#lineage();
    // Characters first, because faces refer to them; those that are gone last, when no face does any more.
    this.#make(touched.characters, lineage, carried);
    const again = this.#carryFaces(touched.faces, lineage, carried);
    for (const fact of new Map([...touched.others, ...again]).values()) this.#others.carry(fact, lineage, carried);
    // A face leaves a character by a fact about the face, which does not touch the character.
    const cleared = new Set([...touched.characters, ...this.#characters.takenBack()]);
    for (const uuid of cleared) this.#characters.clear(uuid, lineage, carried);
    this.#characters.rename(touched.characters, lineage, carried);
    return carried;
  }

  #lineage(): Lineage {
    return new Lineage(this.#parts.facts.merges());
  }

  #make(characters: Iterable<string>, lineage: Lineage, carried: Carried): void {
    for (const uuid of characters) this.#characters.make(lineage.survivor(uuid), carried);
    // What is said of those that a fact about them has made is touched already.
    this.#characters.takeMade();
  }

  /** Answers what else is to be carried. */
  #carryFaces(faces: Iterable<string>, lineage: Lineage, carried: Carried): Touched['others'] {
    const here = nothingCarried();
    for (const uuid of faces) this.#faces.carry(uuid, lineage, here);
    const again = this.#saidOf(this.#characters.takeMade());
    for (const uuid of again.faces) this.#faces.carry(uuid, lineage, here);
    this.#boxes.follow([...here.boxes]);
    addCarried(carried, here);
    return again.others;
  }

  /** A row that a face has made again is without what was said of the character while it had none: who it is not, what it wears. */
  #saidOf(characters: readonly string[]): Touched {
    const touched = nothingTouched();
    for (const uuid of characters) touch(touched, [characterExists, uuid, '', null], this.#parts.facts);
    return touched;
  }

  /**
   * Everything that stands, and what else was touched, in parts that may be transactions of their own: after each of them the library is as
   * sound as after an edit. `carried` gets the rows that are different now.
   */
  *all(touched: Touched, carried: Carried): Generator<void> {
    const { facts, names } = this.#parts;
    this.#make([...touched.characters, ...facts.characters()], this.#lineage(), carried);
    yield;
    const faces = [...touched.faces, ...names.allFaces()];
    for (let at = 0; at < faces.length; at += facesAtOnce) {
      const others = this.#carryFaces(faces.slice(at, at + facesAtOnce), this.#lineage(), carried);
      for (const [key, fact] of others) touched.others.set(key, fact);
      yield;
    }
    for (const uuid of facts.characters()) touched.characters.add(uuid);
    for (const fact of facts.unruled()) touched.others.set(fact.slice(0, 3).join('\n'), fact);
    touched.faces.clear();
    this.run(touched, carried);
  }
}
