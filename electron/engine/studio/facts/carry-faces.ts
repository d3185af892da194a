import type { Box } from '../../../contract/geometry.ts';
import type { CharacterId, FaceId, PictureId } from '../../../contract/ids.ts';
import type { CharacterCarrier } from './carry-characters.ts';
import type { CarryParts, Carried } from './carried.ts';
import { standingOf, type FaceFact, type Standing } from './standing.ts';
import type { Lineage } from './survivors.ts';

type Cells = [x: number, y: number, width: number, height: number];

/** Rows about faces by what stands in the studio. */
export class FaceCarrier {
  readonly #parts: CarryParts;
  readonly #characters: CharacterCarrier;
  readonly #statements;

  constructor(parts: CarryParts, characters: CharacterCarrier) {
    this.#parts = parts;
    this.#characters = characters;
    this.#statements = prepare(parts.db);
  }

  carry(uuid: string, lineage: Lineage, carried: Carried): void {
    const { facts, names } = this.#parts;
    const said = names.namesBeside(uuid).flatMap((name) => facts.about(name) as FaceFact[]);
    const standing = standingOf(said, (character) => lineage.survivor(character));
    const face = names.faceOf(uuid) ?? this.#draw(uuid, standing);
    if (face === null) return;
    const changes =
      this.#setCharacter('confirmed', face, standing.confirmed, carried) +
      this.#setCharacter('suggested', face, standing.suggested, carried) +
      this.#setRejected(face, standing, carried);
    const boxes = this.#setNoFace(face, standing.isNoFace) + this.#setBox(face, standing.box);
    if (boxes > 0) carried.boxes.add(face);
    if (changes + boxes > 0) carried.faces.add(face);
    this.#place(face, standing, carried);
  }

  /** A face that only an artist sees is made here too: the models make its vector when they look at its picture again. */
  #draw(uuid: string, { box, isFigure }: Standing): FaceId | null {
    const { names } = this.#parts;
    const place = names.place(uuid);
    const picture = place && box ? names.pictureOf(place.picture) : null;
    if (picture === null || !box || this.#statements.isLooked.get(picture) === undefined) return null;
    const vector = this.#statements.anyVector.get()?.byteLength ?? 0;
    const { lastInsertRowid } = this.#statements.draw.run(
      picture,
      ...(box as Cells),
      isFigure ? 1 : 0,
      Buffer.alloc(vector),
    );
    const face = Number(lastInsertRowid) as FaceId;
    names.attach(uuid, face);
    this.#statements.lookAgain.run(picture);
    return face;
  }

  #setCharacter(table: 'confirmed' | 'suggested', face: FaceId, uuid: string | null, carried: Carried): number {
    const { of, put, remove } = this.#statements[table];
    const now = of.get(face) ?? null;
    const next = uuid === null ? null : this.#characters.ensure(uuid, carried);
    if (now === next) return 0;
    for (const id of [now, next]) if (id !== null) carried.characters.add(id);
    if (next === null) return remove.run(face).changes;
    return put.run(face, next).changes;
  }

  #setRejected(face: FaceId, { rejected }: Standing, carried: Carried): number {
    const { of, put, remove } = this.#statements.rejected;
    const next = new Set(rejected.flatMap((uuid) => this.#characters.existing(uuid) ?? []));
    const now = of.all(face);
    const gone = now.filter((id) => !next.has(id));
    const come = [...next].filter((id) => !now.includes(id));
    for (const id of gone) remove.run(face, id);
    for (const id of come) put.run(face, id);
    for (const id of come) carried.characters.add(id);
    return gone.length + come.length;
  }

  #setNoFace(face: FaceId, isNoFace: boolean): number {
    const { notAFace } = this.#statements;
    return (isNoFace ? notAFace.put : notAFace.remove).run(face).changes;
  }

  #setBox(face: FaceId, box: Box | null): number {
    const { boxOf, putBox, removeBox } = this.#statements;
    const now = boxOf.get(face);
    if (box === null) return removeBox.run(face).changes;
    if (now && [now.x, now.y, now.width, now.height].join() === box.join()) return 0;
    return putBox.run(face, ...(box as Cells)).changes;
  }

  /** Where the face is now follows from what is said of it: see edits/README.md. */
  #place(face: FaceId, { confirmed, suggested, isNoFace }: Standing, carried: Carried): void {
    const { home, where, move, refusedBy } = this.#statements;
    const now = where.get(face) ?? null;
    const held = confirmed ?? suggested;
    const wanted = held === null ? null : home.get({ face });
    const isRefused = now !== null && refusedBy.get(face, now) !== undefined;
    if (!isNoFace && held === null && !isRefused) return;
    const next = isNoFace ? null : (wanted ?? null);
    if (next === now || move.run({ next, face }).changes === 0) return;
    for (const id of [now, next]) if (id !== null) carried.characters.add(id);
    carried.faces.add(face);
  }
}

function characterTable(db: CarryParts['db'], table: 'confirmed' | 'suggested') {
  return {
    of: db.prepare<[FaceId], CharacterId>(`SELECT character FROM ${table} WHERE face = ?`).pluck(),
    put: db.prepare<[FaceId, CharacterId]>(
      `INSERT INTO ${table} (face, character) VALUES (?, ?) ON CONFLICT DO UPDATE SET character = excluded.character`,
    ),
    remove: db.prepare<[FaceId]>(`DELETE FROM ${table} WHERE face = ?`),
  };
}

function prepare(db: CarryParts['db']) {
  return {
    confirmed: characterTable(db, 'confirmed'),
    suggested: characterTable(db, 'suggested'),
    rejected: {
      of: db.prepare<[FaceId], CharacterId>('SELECT character FROM rejected WHERE face = ?').pluck(),
      put: db.prepare<[FaceId, CharacterId]>('INSERT INTO rejected (face, character) VALUES (?, ?)'),
      remove: db.prepare<[FaceId, CharacterId]>('DELETE FROM rejected WHERE face = ? AND character = ?'),
    },
    notAFace: {
      put: db.prepare<[FaceId]>('INSERT INTO not_a_face (face) VALUES (?) ON CONFLICT DO NOTHING'),
      remove: db.prepare<[FaceId]>('DELETE FROM not_a_face WHERE face = ?'),
    },
    boxOf: db.prepare<[FaceId], { x: number; y: number; width: number; height: number }>(
      'SELECT x, y, width, height FROM manual_box WHERE face = ?',
    ),
    putBox: db.prepare<[FaceId, ...Cells]>(
      `INSERT INTO manual_box (face, x, y, width, height) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET x = excluded.x, y = excluded.y, width = excluded.width, height = excluded.height`,
    ),
    removeBox: db.prepare<[FaceId]>('DELETE FROM manual_box WHERE face = ?'),
    isLooked: db.prepare<[PictureId], 1>('SELECT 1 FROM picture WHERE id = ? AND indexed_by IS NOT NULL').pluck(),
    anyVector: db.prepare<[], Buffer>('SELECT embedding FROM face ORDER BY id DESC LIMIT 1').pluck(),
    draw: db.prepare<[PictureId, ...Cells, number, Buffer]>(
      `INSERT INTO face (picture, drawn, x, y, width, height, score, figure, embedding, shown)
       VALUES (?, 1, ?, ?, ?, ?, 1, ?, ?, 0)`,
    ),
    lookAgain: db.prepare<[PictureId]>('UPDATE picture SET indexed_by = NULL WHERE id = ?'),
    where: db.prepare<[FaceId], CharacterId | null>('SELECT character FROM face WHERE id = ?').pluck(),
    home: db
      .prepare<[{ face: FaceId }], CharacterId>(
        `SELECT coalesce((SELECT character FROM confirmed WHERE face = @face), (SELECT character FROM suggested WHERE face = @face))`,
      )
      .pluck(),
    refusedBy: db.prepare<[FaceId, CharacterId], 1>('SELECT 1 FROM rejected WHERE face = ? AND character = ?').pluck(),
    move: db.prepare<[{ next: CharacterId | null; face: FaceId }]>(
      'UPDATE face SET character = @next WHERE id = @face AND (shown = 1 OR @next IS NULL)',
    ),
  };
}
