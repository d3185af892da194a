import { z } from 'zod';
import type { Size } from '../../../contract/geometry.ts';
import type { ImportedName, ImportedRegion } from './imported.ts';
import { jsonOf } from './json-of.ts';
import { LeftOut } from './left-out.ts';

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

/** Rows of a CSV or TSV file, as spreadsheets and our own export write it; several characters of one picture are several rows. Throws LeftOut. */
export function rowsOfTable(text: string): TableRow[] {
  const { separator, table } = separated(text);
  const rows = cellsOf(table, separator);
  if (rows.length > 0 && rows.every((cells) => cells.length < 2))
    throw new LeftOut('not-understood', 'no line has two columns: a file, and a character');
  const head = (rows[0] ?? []).map((cell) => cell.trim());
  const lower = head.map((cell) => cell.toLowerCase());
  const at = (known: readonly string[]) => lower.findIndex((title) => known.includes(title));
  const hasHead = at(titles.file) >= 0;
  const [file, name] = hasHead ? [at(titles.file), nameColumn(lower, at(titles.file))] : [0, 1];
  const columns = new Map<Measure, number>(measures.map((key) => [key, hasHead ? head.indexOf(key) : -1]));
  return rows.slice(hasHead ? 1 : 0).flatMap((cells) => {
    const measured = (key: Measure) => Number(cells[columns.get(key) ?? -1] || Number.NaN);
    return rowOf(cells[file], cells[name], measured);
  });
}

/** Our own export has a column `character` with ids too. Of two columns the other one is meant. */
function nameColumn(lower: readonly string[], file: number): number {
  const titled = titles.name.map((title) => lower.indexOf(title)).find((column) => column >= 0);
  if (titled === undefined && lower.length !== 2)
    throw new LeftOut('not-understood', 'no column is called “character”');
  return titled ?? 1 - file;
}

const exported = z.object({ faces: z.array(z.record(z.string(), z.unknown())) });

/** Rows of our own JSON export. Throws where the text is no JSON, and LeftOut where it is another. */
export function rowsOfJson(text: string): TableRow[] {
  const { success, data } = exported.safeParse(jsonOf(text));
  if (!success) throw new LeftOut('not-understood', 'there is no list of faces in it');
  return data.faces.flatMap((face) =>
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

/** Excel writes semicolons where a comma stands in numbers, and `sep=;` into a line of its own. Those in quotes separate nothing. */
function separated(text: string): { readonly separator: string; readonly table: string } {
  const [said, separator] = /^sep=(.)\r?\n/iu.exec(text) ?? [];
  if (said !== undefined && separator !== undefined) return { separator, table: text.slice(said.length) };
  const [line = ''] = text.replace(/"[^"]*"/gu, '').split(/[\r\n]/u, 1);
  const count = (each: string) => line.split(each).length;
  const most = ['\t', ';', ','].reduce((best, each) => (count(each) > count(best) ? each : best), ',');
  return { separator: most, table: text };
}

/** RFC 4180: cells may be quoted, and hold separators, line breaks and doubled quotes then. Empty rows are none. Throws LeftOut. */
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
    } else if (letter === '\n' || letter === '\r') endRow();
    else cell += letter;
  }
  if (quoted) throw new LeftOut('not-understood', `a quote is never closed: "${cell.slice(0, 40)}…`);
  endRow();
  return rows;
}
