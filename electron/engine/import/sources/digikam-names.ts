import type { Box, Size } from '../../../contract/geometry.ts';
import { inDigikam } from './digikam-file.ts';
import type { ImportedFile, ImportedName } from './imported.ts';

export const digikamFile = 'digikam4.db';

interface TagRow {
  readonly image: number;
  readonly name: string;
  /** `<rect x="1" y="2" width="3" height="4"/>`, pixels of the upright picture; null: the tag is about all of it. */
  readonly region: string | null;
  readonly file: string;
  /** From the album's root, `/` for the root itself. */
  readonly folder: string;
  readonly rootPath: string | null;
  readonly identifier: string | null;
  /** As the file stores it: not turned. */
  readonly width: number | null;
  readonly height: number | null;
  readonly orientation: number | null;
}

/** Tags that digiKam marks as people; and those for faces of which it does not know whose they are. */
const isPerson = `EXISTS (SELECT 1 FROM TagProperties p WHERE p.tagid = t.id AND p.property = 'person')`;
const isNobody = `EXISTS (SELECT 1 FROM TagProperties p WHERE p.tagid = t.id
  AND p.property IN ('unknownPerson', 'unconfirmedPerson', 'ignoredPerson'))`;
/** Colours, ratings and the like, which digiKam keeps as tags of a folder of its own. */
const ours = `WITH RECURSIVE own(id) AS (SELECT id FROM Tags WHERE name = '_Digikam_Internal_Tags_'
  UNION SELECT Tags.id FROM Tags JOIN own ON Tags.pid = own.id)`;
const place = `i.name AS file, a.relativePath AS folder, r.specificPath AS rootPath, r.identifier,
  info.width, info.height, info.orientation`;
const joins = `JOIN Tags t ON t.id = tagged.tagid JOIN Images i ON i.id = tagged.imageid AND i.status = 1
  JOIN Albums a ON a.id = i.album JOIN AlbumRoots r ON r.id = a.albumRoot
  LEFT JOIN ImageInformation info ON info.imageid = i.id`;

/** Names and tags in digiKam's database, which is only read. Throws LeftOut, and what SQLite says where it is no database. */
export function readDigikam(path: string): ImportedFile[] {
  return inDigikam(path, (db) => {
    const faces = db
      .prepare<[], TagRow>(
        `SELECT i.id AS image, t.name, tagged.value AS region, ${place} FROM ImageTagProperties tagged ${joins}
         WHERE tagged.property = 'tagRegion' AND NOT ${isNobody}`,
      )
      .all();
    const tags = db
      .prepare<[], TagRow & { readonly person: number }>(
        `${ours} SELECT i.id AS image, t.name, NULL AS region, ${place}, (${isPerson}) AS person
         FROM ImageTags tagged ${joins} WHERE NOT ${isNobody} AND t.id NOT IN (SELECT id FROM own)`,
      )
      .all();
    return filesOf([
      ...faces.map((row) => ({ row, name: nameOf(row, true) })),
      ...tags.map((row) => ({ row, name: nameOf(row, row.person === 1) })),
    ]);
  });
}

function nameOf(row: TagRow, person: boolean): ImportedName {
  const size = uprightSize(row);
  const box = row.region === null || !size ? null : boxIn(row.region, size);
  if (box) return { name: row.name, kind: 'region', region: { box, frame: 'upright', size } };
  return { name: row.name, kind: person ? 'person' : 'keyword', region: null };
}

function uprightSize({ width, height, orientation }: TagRow): Size | null {
  if (!width || !height) return null;
  return (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height };
}

function boxIn(region: string, { width, height }: Size): Box | null {
  const value = (key: string) => Number(new RegExp(`\\b${key}="(-?[\\d.]+)"`, 'u').exec(region)?.[1] ?? Number.NaN);
  const [x, y, w, h] = [value('x'), value('y'), value('width'), value('height')];
  return [x, y, w, h].every(Number.isFinite) && w > 0 && h > 0 ? [x / width, y / height, w / width, h / height] : null;
}

function filesOf(rows: readonly { readonly row: TagRow; readonly name: ImportedName }[]): ImportedFile[] {
  const files = Map.groupBy(rows, ({ row }) => row.image);
  return [...files.values()].flatMap((each) => {
    const [first] = each;
    return first ? { path: whereIs(first.row), names: each.map(({ name }) => name) } : [];
  });
}

/** A root is named by its path; or by the id of its disk, of which only digiKam's own computer knows where that is. */
function whereIs({ file, folder, rootPath, identifier }: TagRow): string {
  const inside = [rootPath ?? '', folder, file].join('/').replace(/\/{2,}/gu, '/');
  const mounted = /[?&](?:path|mountpath)=([^&]+)/u.exec(identifier ?? '')?.[1];
  return mounted === undefined ? inside : `${decodeURIComponent(mounted).replace(/\/$/u, '')}${inside}`;
}
