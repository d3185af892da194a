import { basename, normalize } from 'node:path';
import { folded } from '../../contract/folded.ts';
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
  #spelled: ReturnType<typeof spelledAlike> | null = null;

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

  /**
   * The files that may be meant, of which several show several pictures. By the end of the path where that is all that is known, or where the path is
   * another computer's. Systems differ in how they spell a name (case, width, accents): the very same spelling comes first.
   */
  find(path: string): readonly KnownFile[] {
    const here = normalize(path);
    const exact = this.#files.get(here);
    if (exact) return [exact];
    this.#spelled ??= spelledAlike([...this.#files.values()]);
    const { paths, called } = this.#spelled;
    return onePicture(paths.get(folded(here)) ?? endingLike(partsOf(here), called));
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

const mostListed = 3;

/** For who is to choose one of them. */
export function listed(files: readonly Pick<KnownFile, 'path'>[]): string {
  const paths = files.slice(0, mostListed).map(({ path }) => path);
  return [...paths, ...(files.length > mostListed ? ['…'] : [])].join(', ');
}

/** A file with the parts of its path, as they are and in one spelling. */
interface Spelled {
  readonly file: KnownFile;
  readonly parts: readonly string[];
  readonly alike: readonly string[];
}

function spelledAlike(files: readonly KnownFile[]) {
  const byName = Map.groupBy(files, ({ path }) => folded(basename(path)));
  const named = new Map<string, readonly Spelled[]>();
  return {
    paths: Map.groupBy(files, ({ path }) => folded(path)),
    /** Many may have one name, and be asked for one after another. */
    called: (name: string): readonly Spelled[] => {
      const known = named.get(name);
      if (known) return known;
      const spelled = (byName.get(name) ?? []).map((file) => {
        const parts = partsOf(file.path);
        return { file, parts, alike: parts.map(folded) };
      });
      named.set(name, spelled);
      return spelled;
    },
  };
}

/** Copies of a picture are no other picture. */
function onePicture(files: readonly KnownFile[]): readonly KnownFile[] {
  const [first] = files;
  return first && first.picture !== null && files.every(({ picture }) => picture === first.picture) ? [first] : files;
}

/** At least the folder must agree, unless nothing but a name is given. */
function endingLike(parts: readonly string[], called: (name: string) => readonly Spelled[]): readonly KnownFile[] {
  const wanted = parts.map(folded);
  let [most, closest] = [Math.min(2, parts.length), 0];
  let best: KnownFile[] = [];
  for (const { file, parts: own, alike } of called(wanted.at(-1) ?? '')) {
    const agreeing = common(alike, wanted);
    if (agreeing < most) continue;
    const same = common(own, parts);
    if (agreeing > most || same > closest) [most, closest, best] = [agreeing, same, []];
    if (same === closest) best.push(file);
  }
  return best;
}

/** How many parts agree, from the last on. */
function common(own: readonly string[], parts: readonly string[]): number {
  let count = 0;
  while (count < parts.length && own.at(-1 - count) === parts.at(-1 - count)) count += 1;
  return count;
}

function partsOf(path: string): string[] {
  return path.split(/[\\/]/u).filter((part) => part !== '');
}
