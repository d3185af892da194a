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

/** RFC 4180: a header, CRLF, quotes where they are needed. */
export function toCsv(faces: readonly ExportedFace[], { forExcel = false } = {}): string {
  const lines = [columns.join(','), ...faces.map((face) => columns.map((column) => cell(face[column])).join(','))];
  return `${forExcel ? byteOrderMark : ''}${lines.join('\r\n')}\r\n`;
}

export function toJson(faces: readonly ExportedFace[]): string {
  const rows = faces.map((face) => Object.fromEntries(columns.map((column) => [column, face[column]])));
  return `${JSON.stringify({ version: 1, faces: rows }, null, 1)}\n`;
}

function cell(value: ExportedFace[(typeof columns)[number]]): string {
  const text = value === null ? '' : typeof value === 'object' ? value.join('; ') : String(value);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
