import { folded } from '../../contract/folded.ts';
import { pictureFormats } from '../../contract/formats.ts';
import { pathHolds, type Bind } from '../store/faces/path-holds.ts';
import type { FilePart } from '../store/lists/known-files.ts';

const fileName = (separator: string) =>
  `substr(f.path, length(rtrim(f.path, replace(f.path, '${separator}', ''))) + 1)`;

/** The name of the file itself holds it. */
export function nameHolds(text: string, separator: string, bind: Bind): string {
  return `(${pathHolds(text, bind)} AND instr(folded(${fileName(separator)}), ${bind(folded(text))}) > 0)`;
}

/** The file lies below a folder that is called so; a path that starts at a root is that very folder. */
export function isBelow(folder: string, separator: string): FilePart {
  const parts = folder.split(/[\\/]/u);
  const inside = parts.filter((part, at) => part !== '' || at === 0).join(separator);
  const fromRoot = parts[0] === '' || /^[a-z]:$/iu.test(parts[0] ?? '');
  if (fromRoot) return { kind: 'begins', text: `${inside}${separator}` };
  return { kind: 'holds', text: `${separator}${inside}${separator}` };
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
