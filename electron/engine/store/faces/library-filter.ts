import type { LibraryFilter } from '../../../contract/api/faces-api.ts';
import { folded } from '../../../contract/folded.ts';

/** Conditions with named parameters: `file` about a row of `file` as f, `face` about face and its character c. */
export interface FilterSql {
  readonly file: string;
  readonly face: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** What is looked for in paths and names, one spelling for all cases and widths; null: nothing. */
  readonly text: string | null;
}

const facesInPicture = '(SELECT count(*) FROM face o WHERE o.picture = face.picture AND o.shown = 1)';

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
  if (wanted !== '') parameters['text'] = wanted;
  return { file: all(file), face: all(face), parameters, text: wanted === '' ? null : wanted };
}

/** All paths below a folder, as a range of their order: after its separator come they and nothing else. */
function isBelow(folder: string, parameters: Record<string, string | number>): string[] {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  const root = folder.endsWith(separator) ? folder.slice(0, -1) : folder;
  parameters['below'] = root + separator;
  parameters['beyond'] = root + String.fromCharCode(separator.charCodeAt(0) + 1);
  return ['f.path >= @below', 'f.path < @beyond'];
}

function all(conditions: readonly string[]): string {
  return conditions.length > 0 ? conditions.join(' AND ') : 'true';
}
