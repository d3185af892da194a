import type { ExportedFace } from './exported-faces.ts';

const columns = [
  'path',
  'pictureWidth',
  'pictureHeight',
  'face',
  'x',
  'y',
  'width',
  'height',
  'score',
  'character',
  'name',
  'similarity',
  'state',
  'outfit',
  'series',
  'aliases',
  'characterTags',
  'characterRating',
  'characterFavourite',
  'characterNote',
  'tags',
  'rating',
  'favourite',
  'note',
] as const satisfies readonly (keyof ExportedFace)[];

// Without it Excel takes Japanese for something else.
const byteOrderMark = '\uFEFF';

interface TableOptions {
  readonly forExcel?: boolean;
  /** Told of more faces. */
  readonly counted?: (more: number) => void;
}

/** The faces of some files as a table, in pieces: that of a large library is longer than a text can be. */
export async function* textOf(
  files: AsyncIterable<readonly ExportedFace[]>,
  format: 'csv' | 'json',
  { forExcel = false, counted = () => undefined }: TableOptions = {},
): AsyncGenerator<string> {
  const { start, row, end } = format === 'csv' ? csv(forExcel) : json;
  let first = true;
  yield start;
  for await (const faces of files) {
    yield faces.map((face, k) => row(face, first && k === 0)).join('');
    counted(faces.length);
    first = false;
  }
  yield end(first);
}

/** RFC 4180: a header, CRLF, quotes where they are needed. */
const csv = (forExcel: boolean) => ({
  start: `${forExcel ? byteOrderMark : ''}${columns.join(',')}\r\n`,
  row: (face: ExportedFace) => `${columns.map((column) => cell(face[column])).join(',')}\r\n`,
  end: () => '',
});

const json = {
  start: '{\n "version": 1,\n "faces": [',
  row(face: ExportedFace, isFirst: boolean): string {
    const row = Object.fromEntries(columns.map((column) => [column, face[column]]));
    return `${isFirst ? '' : ','}\n  ${JSON.stringify(row, null, 1).replaceAll('\n', '\n  ')}`;
  },
  end: (isEmpty: boolean) => `${isEmpty ? '' : '\n '}]\n}\n`,
};

function cell(value: ExportedFace[(typeof columns)[number]]): string {
  const text = value === null ? '' : typeof value === 'object' ? value.join('; ') : String(value);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
