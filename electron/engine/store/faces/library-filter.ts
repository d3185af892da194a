import type { LibraryFilter } from '../../../contract/api/faces-api.ts';
import { folded } from '../../../contract/folded.ts';
import { pathHolds } from './path-holds.ts';

/** Conditions with named parameters: `file` about a row of `file` as f, `face` about face and its character c. */
export interface FilterSql {
  readonly file: string;
  readonly face: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** What is looked for in paths and names, one spelling for all cases and widths; null: nothing. */
  readonly text: string | null;
  /** A condition on a row of `file` as f: its path holds the text. */
  readonly inPath: string;
}

const facesInPicture = '(SELECT count(*) FROM face o WHERE o.picture = face.picture AND o.shown = 1)';

/** The character of a face is called so: one look at all names, and none at those of each face. */
export const isOfCalled = 'face.character IN (SELECT id FROM character WHERE instr(folded(name), @text) > 0)';

/** A filter in SQL; without conditions everything fits. `text` is left to the query: it may be in a path or a name. */
export function filterSql({
  text,
  folder,
  below,
  types,
  fromMs,
  toMs,
  minFaces,
  maxFaces,
  unnamed,
}: LibraryFilter): FilterSql {
  const parameters: Record<string, string | number> = {};
  const when = (name: string, value: string | number | undefined, condition: string): string[] => {
    if (value === undefined) return [];
    parameters[name] = value;
    return [condition];
  };
  const ofType = "EXISTS (SELECT 1 FROM json_each(@types) WHERE f.path LIKE concat('%.', value))";
  const file = [
    ...when('folder', folder, 'f.folder = @folder'),
    ...(below === undefined ? [] : isBelow(below, parameters)),
    ...when('types', types && JSON.stringify(types), ofType),
    ...when('fromMs', fromMs, 'f.mtime_ms >= @fromMs'),
    ...when('toMs', toMs, 'f.mtime_ms <= @toMs'),
  ];
  const face = [
    ...when('minFaces', minFaces, `${facesInPicture} >= @minFaces`),
    ...when('maxFaces', maxFaces, `${facesInPicture} <= @maxFaces`),
    ...(unnamed ? ['c.name IS NULL'] : []),
  ];
  const wanted = text === undefined ? '' : folded(text.trim());
  if (wanted === '') return { file: all(file), face: all(face), parameters, text: null, inPath: 'true' };
  parameters['text'] = wanted;
  const inPath = pathHolds(wanted, (value) => {
    const name = `path${Object.keys(parameters).length}`;
    parameters[name] = value;
    return `@${name}`;
  });
  return { file: all(file), face: all(face), parameters, text: wanted, inPath };
}

function isBelow(folder: string, parameters: Record<string, string | number>): string[] {
  Object.assign(parameters, belowOf(folder));
  return ['f.path >= @below', 'f.path < @beyond'];
}

/** All paths below a folder, as a range of their order: after its separator come they and nothing else. */
export function belowOf(folder: string): { below: string; beyond: string } {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  const root = folder.endsWith(separator) ? folder.slice(0, -1) : folder;
  return { below: root + separator, beyond: root + String.fromCharCode(separator.charCodeAt(0) + 1) };
}

function all(conditions: readonly string[]): string {
  return conditions.length > 0 ? conditions.join(' AND ') : 'true';
}
