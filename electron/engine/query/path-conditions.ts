import { folded } from '../../contract/folded.ts';
import { pictureFormats } from '../../contract/formats.ts';
import { pathHolds, type Bind } from '../store/faces/path-holds.ts';
import type { FilePart } from '../store/lists/known-files.ts';

const fileName = (separator: string) =>
  `substr(f.path, length(rtrim(f.path, replace(f.path, '${separator}', ''))) + 1)`;

/** The name of the file itself holds it; with a `*`, which stands for any letters, it is the whole name, with or without its ending. */
export function nameHolds(text: string, separator: string, bind: Bind): string {
  if (folded(text).includes('*')) return nameIsLike(text, separator, bind);
  return `(${pathHolds(text, bind)} AND instr(folded(${fileName(separator)}), ${bind(folded(text))}) > 0)`;
}

function nameIsLike(text: string, separator: string, bind: Bind): string {
  const parts = folded(text.trim()).split('*');
  // The others are looked at no closer.
  const longest = parts.toSorted((a, b) => b.length - a.length)[0] ?? '';
  const pattern = bind(parts.map((part) => part.replace(/[[?]/gu, '[$&]')).join('*'));
  const name = `folded(${fileName(separator)})`;
  return `(${pathHolds(longest, bind)} AND (${name} GLOB ${pattern} OR ${name} GLOB ${pattern} || '.*'))`;
}

/** The file lies below a folder that is called so; a path that starts at a root is that very folder. */
export function isBelow(folder: string, separator: string): FilePart {
  // A backslash is a letter like any other, but where it parts names.
  const signs = separator === '/' ? /\/+/u : /[\\/]+/u;
  const inside = folder
    .split(signs)
    .filter((part) => part !== '')
    .join(separator);
  const root = rootOf(folder, separator);
  if (root === null) return { kind: 'holds', text: `${separator}${inside}${separator}` };
  return { kind: 'begins', text: inside === '' ? root : `${root}${inside}${separator}` };
}

/** What a path from a root begins with, before its first name: two signs for a share of the network, none for a drive. Null: it is from no root. */
function rootOf(folder: string, separator: string): string | null {
  if (separator === '/') return folder.startsWith('/') ? '/' : null;
  const [signs = ''] = /^[\\/]{1,2}/u.exec(folder) ?? [];
  if (signs !== '') return separator.repeat(signs.length);
  return /^[a-z]:(?:[\\/]|$)/iu.test(folder) ? '' : null;
}

/** The endings of a format, by its name or by one of them; none: it is not known. */
export function endingsOf(name: string): readonly string[] {
  const wanted = folded(name).replace(/^\./u, '');
  const format = pictureFormats.find(({ label, endings }) => folded(label) === wanted || endings.includes(wanted));
  return format?.endings ?? [];
}

/** The same as a condition on a row of `file` as f. */
export function fileSql(part: FilePart, bind: Bind): string {
  switch (part.kind) {
    case 'holds':
      return pathHolds(part.text, bind);
    case 'begins':
      return `substr(folded(f.path), 1, length(${bind(folded(part.text))})) = ${bind(folded(part.text))}`;
    case 'ends':
      return `(${part.endings.map((ending) => `f.path LIKE ${bind(`%.${ending}`)}`).join(' OR ')})`;
    default:
      return changedSql(part, bind);
  }
}

function changedSql({ fromMs, toMs }: Extract<FilePart, { kind: 'changed' }>, bind: Bind): string {
  const conditions = [
    ...(Number.isFinite(fromMs) ? [`f.mtime_ms >= ${bind(fromMs)}`] : []),
    ...(Number.isFinite(toMs) ? [`f.mtime_ms < ${bind(toMs)}`] : []),
  ];
  return `(${conditions.join(' AND ')})`;
}
