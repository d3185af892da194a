import type { CharacterId, FaceId } from '../../../contract/ids.ts';
import type { CarryParts, Carried } from './carried.ts';
import type { StandingFact } from './fact-table.ts';
import type { CharacterRow } from './local-rows.ts';
import { characterExists, columnKind } from './shared-tables.ts';
import type { Lineage } from './survivors.ts';

/** Rows of `character` by what stands in the studio. */
export class CharacterCarrier {
  readonly #parts: CarryParts;
  readonly #statements;
  readonly #made = new Set<string>();

  constructor(parts: CarryParts) {
    this.#parts = parts;
    this.#statements = prepare(parts.db);
  }

  /** The row of a character that is there, made where it is missing; null: nobody has made it, or it was taken back. */
  make(uuid: string, carried: Carried): CharacterId | null {
    const facts = new Map(this.#parts.facts.about(uuid).map((fact) => [fact.kind, fact]));
    const isThere = facts.get(characterExists)?.value != null;
    const id = isThere ? this.ensure(uuid, carried) : this.existing(uuid);
    if (id === null) return null;
    const now = this.#statements.row.get(id) as CharacterRow;
    // One that was taken back, and that a colleague has put a face into meanwhile, is a group without a name.
    const next = this.#columns(isThere ? facts : new Map());
    if (now.hidden === next.hidden && now.colour === next.colour && now.cover === next.cover) return id;
    this.#statements.set.run(next.hidden, next.colour, next.cover, id);
    carried.characters.add(id);
    return id;
  }

  /** The row of a character that facts speak of, whether or not it was taken back meanwhile. */
  ensure(uuid: string, carried: Carried): CharacterId {
    const known = this.#parts.names.characterOf(uuid);
    if (known !== null && this.#statements.row.get(known)) {
      if (this.#statements.adopt.run(known).changes > 0) carried.characters.add(known);
      return known;
    }
    const id = Number(this.#statements.insert.run(known).lastInsertRowid) as CharacterId;
    if (known === null) this.#parts.names.nameCharacter(uuid, id);
    this.#made.add(uuid);
    carried.characters.add(id);
    return id;
  }

  /** Characters whose rows have been made since this was asked last. */
  takeMade(): string[] {
    const made = [...this.#made];
    this.#made.clear();
    return made;
  }

  existing(uuid: string): CharacterId | null {
    const id = this.#parts.names.characterOf(uuid);
    return id !== null && this.#statements.row.get(id) ? id : null;
  }

  /** Removes the row of a character that is merged, or that was taken back and of which nothing is said. */
  clear(uuid: string, lineage: Lineage, carried: Carried): void {
    const id = this.existing(uuid);
    if (id === null) return;
    const last = lineage.survivor(uuid);
    if (last !== uuid) {
      const into = this.existing(last);
      if (into !== null) this.#statements.follow.run(into, id);
      this.#remove(id, carried);
    } else if (!this.#parts.facts.get([characterExists, uuid, ''])?.value && !this.#statements.isHeld.get({ id })) {
      this.#remove(id, carried);
    }
  }

  /** Characters that were taken back, and whose rows are here for the faces in them: the last of those may have left now. */
  takenBack(): string[] {
    return this.#statements.takenBack.all();
  }

  #remove(id: CharacterId, carried: Carried): void {
    this.#statements.remove.run(id);
    carried.characters.add(id);
  }

  /**
   * Writes names. Of two characters that were given one name apart, the one that had it first keeps it; the other has a number behind
   * it until an artist merges or renames them.
   */
  rename(characters: Iterable<string>, lineage: Lineage, carried: Carried): void {
    const { facts } = this.#parts;
    const live = [...new Set([...characters].map((uuid) => lineage.survivor(uuid)))];
    if (live.length === 0) return;
    // Whoever had the name may have given it up by an edit of this machine, which has written its row already.
    const stale = [...live.flatMap((uuid) => this.#bareNameOf(uuid) ?? []), ...this.#numbered()];
    const wanted = live.map((uuid) => this.#nameFact(uuid)?.value?.[0]).filter((name) => typeof name === 'string');
    const names = new Set([...stale, ...wanted.flatMap((name) => [name, bareName(name)])]);
    const after = new Map<CharacterId, string | null>();
    for (const uuid of live) {
      const id = this.existing(uuid);
      if (id !== null) after.set(id, null);
    }
    for (const name of names) {
      const claims = facts
        .saying(columnKind('name'), [name])
        .filter(({ a }) => lineage.survivor(a) === a && this.#nameFact(a));
      this.#share(name, claims.toSorted(earlierFirst), after);
    }
    const changed = [...after].filter(([id, name]) => (this.#statements.row.get(id)?.name ?? null) !== name);
    for (const [id] of changed) this.#statements.setName.run(null, id);
    for (const [id, name] of changed) {
      this.#statements.setName.run(name, id);
      carried.characters.add(id);
    }
  }

  #share(name: string, claims: readonly StandingFact[], after: Map<CharacterId, string | null>): void {
    const isTaken = (numbered: string) =>
      this.#parts.facts
        .saying(columnKind('name'), [numbered])
        .some(({ a }) => this.#nameFact(a)?.value?.[0] === numbered);
    let number = 1;
    for (const { a } of claims) {
      const id = this.existing(a);
      if (id === null) continue;
      after.set(id, number === 1 ? name : `${name} (${number})`);
      do number += 1;
      while (isTaken(`${name} (${number})`));
    }
  }

  /** The name that a row has, without a number that `rename` put behind it: whoever else has it may lose the number now. */
  #bareNameOf(uuid: string): string | null {
    const id = this.existing(uuid);
    const name = id === null ? null : (this.#statements.row.get(id)?.name ?? null);
    return name === null ? null : bareName(name);
  }

  /** Names that somebody here has with a number behind them. */
  #numbered(): string[] {
    return this.#statements.numbered.all().map(bareName);
  }

  /** The name of a character that is there. */
  #nameFact(uuid: string): StandingFact | undefined {
    const { facts } = this.#parts;
    return facts.get([characterExists, uuid, ''])?.value ? facts.get([columnKind('name'), uuid, '']) : undefined;
  }

  #columns(facts: ReadonlyMap<string, StandingFact>): Pick<CharacterRow, 'hidden' | 'colour' | 'cover'> {
    const value = (column: 'hidden' | 'colour' | 'cover') => facts.get(columnKind(column))?.value?.[0] ?? null;
    const cover = value('cover');
    return {
      hidden: value('hidden') === null ? 0 : 1,
      colour: value('colour') as string | null,
      cover: cover === null ? null : this.#parts.names.faceOf(cover as string),
    };
  }
}

function bareName(name: string): string {
  return name.replace(/ \(\d+\)$/, '');
}

function earlierFirst(one: StandingFact, other: StandingFact): number {
  return one.order - other.order || (one.a < other.a ? -1 : 1);
}

function prepare(db: CarryParts['db']) {
  return {
    row: db.prepare<[CharacterId], CharacterRow>(
      'SELECT name, confirmed, hidden, colour, cover FROM character WHERE id = ?',
    ),
    insert: db.prepare<[CharacterId | null]>('INSERT INTO character (id, confirmed) VALUES (?, 1)'),
    adopt: db.prepare<[CharacterId]>('UPDATE character SET confirmed = 1 WHERE id = ? AND confirmed = 0'),
    set: db.prepare<[number, string | null, number | null, CharacterId]>(
      'UPDATE character SET hidden = ?, colour = ?, cover = ? WHERE id = ?',
    ),
    numbered: db.prepare<[], string>("SELECT name FROM character WHERE name GLOB '* ([0-9]*)'").pluck(),
    setName: db.prepare<[string | null, CharacterId]>('UPDATE character SET name = ? WHERE id = ?'),
    follow: db.prepare<[CharacterId, CharacterId]>('UPDATE face SET character = ? WHERE character = ?'),
    isHeld: db
      .prepare<[{ id: CharacterId }], FaceId>(
        `SELECT face FROM confirmed WHERE character = @id UNION ALL SELECT face FROM suggested WHERE character = @id LIMIT 1`,
      )
      .pluck(),
    // The facts first, by their index: few characters are taken back.
    takenBack: db
      .prepare<[], string>(
        `SELECT f.a FROM studio_fact f CROSS JOIN studio_character s ON s.uuid = f.a CROSS JOIN character c ON c.id = s.character
         WHERE f.kind = 'character' AND f.value IS NULL`,
      )
      .pluck(),
    remove: db.prepare<[CharacterId]>('DELETE FROM character WHERE id = ?'),
  };
}
