import { folded } from '../../contract/folded.ts';
import { pictureFormats } from '../../contract/formats.ts';

/** Puts a value into a statement and answers the parameter that stands for it. */
export type Bind = (value: string | number) => string;

const otherThanAscii = `f.path GLOB '*[^ -~]*'`;
const fileName = (separator: string) =>
  `substr(f.path, length(rtrim(f.path, replace(f.path, '${separator}', ''))) + 1)`;

/**
 * The path of a file f holds the text, in any case and width. SQLite compares plain paths by itself, which is ten times as fast as asking
 * `folded` for every one; any other spelling of a plain text is not plain.
 */
export function pathHolds(text: string, bind: Bind): string {
  const wanted = folded(text);
  const spelled = `(${otherThanAscii} AND instr(folded(f.path), ${bind(wanted)}) > 0)`;
  return isPlain(wanted) ? `(f.path LIKE ${bind(`%${escaped(wanted)}%`)} ESCAPE '!' OR ${spelled})` : spelled;
}

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

function isPlain(text: string): boolean {
  return /^[ -~]*$/u.test(text);
}

function escaped(text: string): string {
  return text.replace(/[!%_]/gu, (sign) => `!${sign}`);
}
