import type { Box } from '../../../contract/geometry.ts';
import type { ImportedName } from './imported.ts';

/** Where Picasa keeps what it knows of the pictures of a folder. */
export const picasaFiles: readonly string[] = ['.picasa.ini', 'Picasa.ini'];

const largest = 0xffff;

/**
 * Names in a `.picasa.ini`, by the file names of its folder. A face is `rect64(…),contact`: left, top, right and bottom as four numbers of 16 bits
 * in hexadecimal, without zeros in front; contacts are named in sections of their own. Faces of contacts without a name are left out.
 */
export function namesInPicasa(text: string): Map<string, ImportedName[]> {
  const sections = sectionsOf(text);
  const contacts = new Map<string, string>();
  for (const [title, lines] of sections) {
    if (!/^contacts2?$/iu.test(title)) continue;
    for (const [id, value] of lines) contacts.set(id.toLowerCase(), value.split(';')[0] ?? '');
  }
  const named = new Map<string, ImportedName[]>();
  for (const [file, lines] of sections) {
    const names = facesIn(lines.get('faces') ?? '', contacts);
    if (names.length > 0) named.set(file, names);
  }
  return named;
}

function sectionsOf(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let lines = new Map<string, string>();
  for (const line of text.split(/\r?\n/u)) {
    const title = /^\s*\[(.+)\]\s*$/u.exec(line)?.[1];
    const equals = line.indexOf('=');
    if (title !== undefined) sections.set(title, (lines = sections.get(title) ?? new Map<string, string>()));
    else if (equals > 0) lines.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
  }
  return sections;
}

function facesIn(faces: string, contacts: ReadonlyMap<string, string>): ImportedName[] {
  return [...faces.matchAll(/rect64\(([\da-f]{1,16})\),([\da-f]{1,16})/giu)].flatMap(
    ([, corners = '', contact = '']) => {
      const name = contacts.get(contact.toLowerCase()) ?? '';
      const box = boxOf(corners.padStart(16, '0'));
      if (name === '' || box[2] <= 0 || box[3] <= 0) return [];
      return { name, kind: 'region' as const, region: { box, frame: 'stored' as const, size: null } };
    },
  );
}

function boxOf(corners: string): Box {
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map(
    (at) => Number.parseInt(corners.slice(at, at + 4), 16) / largest,
  );
  return [left, top, right - left, bottom - top];
}
