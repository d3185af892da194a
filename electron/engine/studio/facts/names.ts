import { randomUUID } from 'node:crypto';
import type { Box } from '../../../contract/geometry.ts';
import type { CharacterId, FaceId, PictureId } from '../../../contract/ids.ts';
import type { Db } from '../../store/database.ts';
import { iou } from '../../vision/boxes.ts';
import type { EventBody } from './log.ts';
import { faceUuid } from './uuid.ts';

interface PlaceRow {
  readonly uuid: string;
  readonly picture: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Boxed = Pick<PlaceRow, 'x' | 'y' | 'width' | 'height'>;

/** Boxes that overlap at least this much (IoU) are one face: as when a picture is looked at again. */
const sameFaceIou = 0.4;

/** The names by which machines speak of faces, characters and pictures, and the rows of this library that they stand for. */
export class Names {
  readonly #db: Db;
  readonly #statements;

  constructor(db: Db) {
    this.#db = db;
    this.#statements = prepare(db);
  }

  /** Gives the face a name where it has none. Undefined: it is gone, and was so before an edit spoke of it. */
  face(face: FaceId): string | undefined {
    const known = this.knownFace(face);
    if (known !== undefined) return known;
    const here = this.#statements.placeOf.get(face);
    const row = here ?? this.#statements.gone.get(face);
    if (!row) return undefined;
    const uuid = faceUuid(row.picture, boxOf(row));
    this.#statements.putFace.run(uuid, row.picture, ...boxOf(row), here ? face : null);
    if (here) this.#statements.attach.run(face, uuid);
    return uuid;
  }

  knownFace(face: FaceId): string | undefined {
    return this.#statements.nameOfFace.get(face) ?? this.#statements.gone.get(face)?.uuid ?? undefined;
  }

  /** From now on the places of faces that go are kept while an edit is not told yet. */
  followFaces(): void {
    this.#db.exec(`CREATE TEMP TRIGGER IF NOT EXISTS studio_face_gone BEFORE DELETE ON main.face
      WHEN EXISTS (SELECT 1 FROM studio_noted)
      BEGIN
        INSERT INTO studio_gone (face, uuid, picture, x, y, width, height)
        SELECT old.id, (SELECT uuid FROM studio_face WHERE face = old.id ORDER BY uuid LIMIT 1), lower(hex(p.hash)), ${detected}
        WHERE face.id = old.id ON CONFLICT DO NOTHING;
      END`);
  }

  /** All names of the face that this one names; it alone where the face is not here. */
  namesBeside(uuid: string): string[] {
    const face = this.faceOf(uuid);
    return face === null ? [uuid] : this.#statements.namesOfFace.all(face);
  }

  /** Null where the picture is not here, or the face was not found in it. */
  faceOf(uuid: string): FaceId | null {
    return this.#statements.faceOf.get(uuid) ?? null;
  }

  place(uuid: string): { readonly picture: string; readonly box: Box } | undefined {
    const row = this.#statements.place.get(uuid);
    return row && { picture: row.picture, box: boxOf(row) };
  }

  placesOf(uuids: Iterable<string>): EventBody['faces'] {
    const rows = [...new Set(uuids)].flatMap((uuid) => this.#statements.place.get(uuid) ?? []);
    return Object.fromEntries(rows.map((row) => [row.uuid, [row.picture, ...boxOf(row)] as const]));
  }

  /** Learns names that others gave, and finds their faces where the pictures are here. */
  learn(faces: EventBody['faces']): void {
    for (const [uuid, [picture, ...box]] of Object.entries(faces)) {
      if (this.#statements.putFace.run(uuid, picture, ...box, null).changes > 0) this.#find({ uuid, picture, box });
    }
  }

  /** Finds the faces of names that wait for this picture; answers their names. */
  arrived(picture: PictureId): string[] {
    const waiting = this.#statements.waiting.all(picture);
    for (const row of waiting) this.#find({ uuid: row.uuid, picture: row.picture, box: boxOf(row) });
    return waiting.map(({ uuid }) => uuid);
  }

  attach(uuid: string, face: FaceId): void {
    this.#statements.attach.run(face, uuid);
  }

  #find({ uuid, picture, box }: { uuid: string; picture: string; box: Box }): void {
    const best = this.#statements.facesIn
      .all(Buffer.from(picture, 'hex'))
      .map((row) => ({ id: row.id, overlap: iou(boxOf(row), box) }))
      .filter(({ overlap }) => overlap >= sameFaceIou)
      .toSorted((one, other) => other.overlap - one.overlap)[0];
    if (best) this.#statements.attach.run(best.id, uuid);
  }

  /** Gives the character a name where it has none. */
  character(character: CharacterId): string {
    const known = this.knownCharacter(character);
    if (known !== undefined) return known;
    const uuid = randomUUID();
    this.nameCharacter(uuid, character);
    return uuid;
  }

  knownCharacter(character: CharacterId): string | undefined {
    return this.#statements.nameOfCharacter.get(character);
  }

  /** The row may be gone. */
  characterOf(uuid: string): CharacterId | null {
    return this.#statements.characterOf.get(uuid) ?? null;
  }

  nameCharacter(uuid: string, character: CharacterId): void {
    this.#statements.putCharacter.run(uuid, character);
  }

  picture(picture: PictureId): string | undefined {
    return this.#statements.hashOf.get(picture);
  }

  pictureOf(hash: string): PictureId | null {
    return this.#statements.pictureOf.get(Buffer.from(hash, 'hex')) ?? null;
  }

  /** Every face that has a name in the studio. */
  allFaces(): string[] {
    return this.#statements.allFaces.all();
  }
}

function boxOf({ x, y, width, height }: Boxed): Box {
  return [x, y, width, height];
}

/** SQL: the box by which a detector saw the face, before an artist moved it: the one that others see. */
const detected = `coalesce(s.x, face.x) AS x, coalesce(s.y, face.y) AS y,
  coalesce(s.width, face.width) AS width, coalesce(s.height, face.height) AS height
  FROM face JOIN picture p ON p.id = face.picture LEFT JOIN seen_box s ON s.face = face.id AND s.drawn = 0`;

type Cells = [x: number, y: number, width: number, height: number];

function prepare(db: Db) {
  return {
    nameOfFace: db.prepare<[FaceId], string>('SELECT uuid FROM studio_face WHERE face = ? ORDER BY uuid').pluck(),
    namesOfFace: db.prepare<[FaceId], string>('SELECT uuid FROM studio_face WHERE face = ?').pluck(),
    faceOf: db.prepare<[string], FaceId | null>('SELECT face FROM studio_face WHERE uuid = ?').pluck(),
    place: db.prepare<[string], PlaceRow>('SELECT uuid, picture, x, y, width, height FROM studio_face WHERE uuid = ?'),
    placeOf: db.prepare<[FaceId], PlaceRow>(`SELECT lower(hex(p.hash)) AS picture, ${detected} WHERE face.id = ?`),
    gone: db.prepare<[FaceId], Omit<PlaceRow, 'uuid'> & { uuid: string | null }>(
      'SELECT uuid, picture, x, y, width, height FROM studio_gone WHERE face = ?',
    ),
    putFace: db.prepare<[string, string, ...Cells, FaceId | null]>(
      `INSERT INTO studio_face (uuid, picture, x, y, width, height, face) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    ),
    attach: db.prepare<[FaceId, string]>('UPDATE studio_face SET face = ? WHERE uuid = ?'),
    facesIn: db.prepare<[Buffer], Boxed & { id: FaceId }>(`SELECT face.id, ${detected} WHERE p.hash = ?`),
    waiting: db.prepare<[PictureId], PlaceRow>(
      `SELECT uuid, picture, x, y, width, height FROM studio_face
       WHERE picture = (SELECT lower(hex(hash)) FROM picture WHERE id = ?) AND face IS NULL`,
    ),
    nameOfCharacter: db.prepare<[CharacterId], string>('SELECT uuid FROM studio_character WHERE character = ?').pluck(),
    characterOf: db.prepare<[string], CharacterId>('SELECT character FROM studio_character WHERE uuid = ?').pluck(),
    putCharacter: db.prepare<[string, CharacterId]>('INSERT INTO studio_character (uuid, character) VALUES (?, ?)'),
    hashOf: db.prepare<[PictureId], string>('SELECT lower(hex(hash)) FROM picture WHERE id = ?').pluck(),
    pictureOf: db.prepare<[Buffer], PictureId>('SELECT id FROM picture WHERE hash = ?').pluck(),
    allFaces: db.prepare<[], string>('SELECT uuid FROM studio_face').pluck(),
  };
}
