import { basename, normalize, sep } from 'node:path';
import type { Size } from '../../contract/geometry.ts';
import type { FaceId, PictureId } from '../../contract/ids.ts';
import { isInside } from '../pipeline/folders/is-inside.ts';
import type { Db } from '../store/database.ts';
import type { KnownFace } from './match-names.ts';

interface KnownFile {
  readonly path: string;
  readonly picture: PictureId | null;
}

interface FaceRow {
  readonly id: FaceId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly name: string | null;
  readonly isConfirmed: number;
  readonly isNone: number;
  /** JSON list of names. */
  readonly refused: string;
}

/** The files of the library at one moment, to find those that other programs mean. */
export class KnownPictures {
  readonly #files: ReadonlyMap<string, KnownFile>;
  readonly #size;
  readonly #faces;
  #byEnd: ReadonlyMap<string, readonly KnownFile[]> | null = null;

  constructor(db: Db) {
    const rows = db.prepare<[], KnownFile>('SELECT path, picture FROM file ORDER BY path').all();
    this.#files = new Map(rows.map((row) => [row.path, row]));
    this.#size = db.prepare<[PictureId], Size>('SELECT width, height FROM picture WHERE id = ? AND width IS NOT NULL');
    this.#faces = db.prepare<[PictureId], FaceRow>(
      `SELECT face.id, face.x, face.y, face.width, face.height, c.name,
              EXISTS (SELECT 1 FROM confirmed k WHERE k.face = face.id) AS isConfirmed,
              EXISTS (SELECT 1 FROM not_a_face n WHERE n.face = face.id) AS isNone,
              (SELECT json_group_array(o.name) FROM rejected r JOIN character o ON o.id = r.character
               WHERE r.face = face.id AND o.name IS NOT NULL) AS refused
       FROM face LEFT JOIN character c ON c.id = face.character
       WHERE face.picture = ? AND (face.shown = 1 OR face.id IN (SELECT face FROM not_a_face)) ORDER BY face.id`,
    );
  }

  /** Paths of files in a folder, at any depth. */
  below(folder: string): string[] {
    return [...this.#files.keys()].filter((path) => isInside(path, folder));
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** The file that is meant. By its end where that is all that is known, or where the path is another computer's: if it is the only one. */
  find(path: string): KnownFile | null {
    const here = normalize(path);
    return this.#files.get(here) ?? this.#files.get(here.normalize('NFC')) ?? this.#endingLike(here);
  }

  /** At least the folder must agree, unless nothing but a name is given. */
  #endingLike(path: string): KnownFile | null {
    this.#byEnd ??= Map.groupBy(this.#files.values(), (file) => basename(file.path));
    const parts = path.split(/[\\/]/u).filter((part) => part !== '');
    const agreeing = (this.#byEnd.get(parts.at(-1) ?? '') ?? []).map((file) => ({
      file,
      common: commonEnd(file.path, parts),
    }));
    const most = Math.max(0, ...agreeing.map(({ common }) => common));
    const best = agreeing.filter(({ common }) => common === most);
    return best.length === 1 && most >= Math.min(2, parts.length) ? (best[0]?.file ?? null) : null;
  }

  /** Pixels, upright; null while nobody has looked at it. */
  sizeOf(picture: PictureId): Size | null {
    return this.#size.get(picture) ?? null;
  }

  facesOf(picture: PictureId): KnownFace[] {
    return this.#faces.all(picture).map(({ id, x, y, width, height, name, isConfirmed, isNone, refused }) => {
      const decided = {
        isConfirmed: isConfirmed === 1,
        isNone: isNone === 1,
        refused: JSON.parse(refused) as string[],
      };
      return { face: id, box: [x, y, width, height], name, ...decided };
    });
  }
}

function commonEnd(path: string, parts: readonly string[]): number {
  const own = path.split(sep);
  let common = 0;
  while (common < parts.length && own.at(-1 - common) === parts.at(-1 - common)) common += 1;
  return common;
}
