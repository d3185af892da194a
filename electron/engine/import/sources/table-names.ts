import { isUtf8 } from 'node:buffer';
import { textOfBytes } from '../../../disk/text-of-bytes.ts';
import type { Size } from '../../../contract/geometry.ts';
import type { ImportedName, ImportedRegion } from './imported.ts';
import { jsonOf } from './json-of.ts';

/** A picture and a name of it, as a table says. `file`: as it stands there. */
export interface TableRow {
  readonly file: string;
  readonly name: ImportedName;
}

/** What the columns may be called. Without such a line in front the first column is the file, the second the character. */
const titles = {
  file: ['path', 'file', 'filename', 'file name', 'picture', 'image', 'ファイル', 'ファイル名', '画像'],
  name: ['name', 'character', 'characters', 'キャラクター', 'キャラ', '名前'],
} as const;
const measures = ['x', 'y', 'width', 'height', 'pictureWidth', 'pictureHeight'] as const;
type Measure = (typeof measures)[number];

/** A table's text. Excel saves CSV files in Japan in Shift-JIS, which is hardly ever UTF-8 by chance. */
export function textOfTable(bytes: Buffer): string {
  const text = textOfBytes(bytes);
  return isUtf8(bytes) || !text.includes('\uFFFD') ? text : new TextDecoder('shift_jis').decode(bytes);
}

/** Rows of a CSV or TSV file, as spreadsheets and our own export write it; several characters of one picture are several rows. */
export function rowsOfTable(text: string): TableRow[] {
  const rows = cellsOf(text.replace(/^\uFEFF/u, ''), separatorOf(text));
  const head = (rows[0] ?? []).map((cell) => cell.trim());
  const lower = head.map((cell) => cell.toLowerCase());
  const at = (known: readonly string[]) => lower.findIndex((title) => known.includes(title));
  const hasHead = at(titles.file) >= 0;
  const [file, name] = hasHead ? [at(titles.file), nameColumn(lower)] : [0, 1];
  const columns = new Map<Measure, number>(measures.map((key) => [key, hasHead ? head.indexOf(key) : -1]));
  return rows.slice(hasHead ? 1 : 0).flatMap((cells) => {
    const measured = (key: Measure) => Number(cells[columns.get(key) ?? -1] || Number.NaN);
    return rowOf(cells[file], cells[name], measured);
  });
}

/** Our own export has a column `character` with ids too. */
function nameColumn(lower: readonly string[]): number {
  return titles.name.map((title) => lower.indexOf(title)).find((column) => column >= 0) ?? 1;
}

/** Rows of our own JSON export. Throws where the text is no JSON. */
export function rowsOfJson(text: string): TableRow[] {
  const { faces } = jsonOf(text) as { readonly faces?: readonly Readonly<Record<string, unknown>>[] };
  if (!Array.isArray(faces)) return [];
  return faces.flatMap((face: Readonly<Record<string, unknown>>) =>
    rowOf(asText(face['path']), asText(face['name']), (key) => Number(face[key] ?? Number.NaN)),
  );
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function rowOf(file: string | undefined, name: string | undefined, measured: (key: Measure) => number): TableRow[] {
  if (file === undefined || file.trim() === '' || name === undefined || name.trim() === '') return [];
  const region = regionOf(measured);
  return [{ file: file.trim(), name: { name, kind: region ? 'region' : 'row', region } }];
}

function regionOf(measured: (key: Measure) => number): ImportedRegion | null {
  const [x = 0, y = 0, w = 0, h = 0, width = 0, height = 0] = measures.map(measured);
  if (![x, y, w, h, width, height].every(Number.isFinite) || Math.min(w, h, width, height) <= 0) return null;
  const size: Size = { width, height };
  return { box: [x / width, y / height, w / width, h / height], frame: 'upright', size };
}

/** Excel writes semicolons where a comma stands in numbers. */
function separatorOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/u, 1);
  const count = (separator: string) => line.split(separator).length;
  return ['\t', ';', ','].reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',');
}

/** RFC 4180: cells may be quoted, and hold separators, line breaks and doubled quotes then. */
function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.some((each) => each.trim() !== '')) rows.push(row);
    [row, cell] = [[], ''];
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quoted && letter === '"' && text[at + 1] === '"') {
      cell += letter;
      at += 1;
    } else if (letter === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (quoted) cell += letter;
    else if (letter === separator) {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') endRow();
    else if (letter !== '\r') cell += letter;
  }
  endRow();
  return rows;
}
