import { folded } from '../../contract/folded.ts';
import { pictureFormats } from '../../contract/formats.ts';
import { pathHolds, type Bind } from '../store/faces/path-holds.ts';

const fileName = (separator: string) =>
  `substr(f.path, length(rtrim(f.path, replace(f.path, '${separator}', ''))) + 1)`;

/** The name of the file itself holds it. */
export function nameHolds(text: string, separator: string, bind: Bind): string {
  return `(${pathHolds(text, bind)} AND instr(folded(${fileName(separator)}), ${bind(folded(text))}) > 0)`;
}

/** The file lies below a folder that is called so; a path that starts at a root is that very folder. */
export function isBelow(folder: string, separator: string, bind: Bind): string {
  const parts = folder.split(/[\\/]/u);
  const inside = parts.filter((part, at) => part !== '' || at === 0).join(separator);
  const fromRoot = parts[0] === '' || /^[a-z]:$/iu.test(parts[0] ?? '');
  if (!fromRoot) return pathHolds(`${separator}${inside}${separator}`, bind);
  return `substr(folded(f.path), 1, length(${bind(folded(`${inside}${separator}`))})) = ${bind(folded(`${inside}${separator}`))}`;
}

/** The endings of a format, by its name or by one of them; none: it is not known. */
export function endingsOf(name: string): readonly string[] {
  const wanted = folded(name).replace(/^\./u, '');
  const format = pictureFormats.find(({ label, endings }) => folded(label) === wanted || endings.includes(wanted));
  return format?.endings ?? [];
}

export function endsWith(endings: readonly string[], bind: Bind): string {
  return `(${endings.map((ending) => `f.path LIKE ${bind(`%.${ending}`)}`).join(' OR ')})`;
}
