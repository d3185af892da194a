import { folded } from '../../../contract/folded.ts';

/** Puts a value into a statement and answers the parameter that stands for it. */
export type Bind = (value: string | number) => string;

/** Some letter takes more than a byte. */
const otherThanAscii = 'octet_length(f.path) > length(f.path)';

/**
 * The path of a file f holds the text, in any case and width. SQLite compares plain paths by itself, which is ten times as fast as asking
 * `folded` for every one; any other spelling of a plain text is not plain.
 */
export function pathHolds(text: string, bind: Bind): string {
  const wanted = folded(text);
  const spelled = `(${otherThanAscii} AND instr(folded(f.path), ${bind(wanted)}) > 0)`;
  return isPlain(wanted) ? `(f.path LIKE ${bind(`%${escaped(wanted)}%`)} ESCAPE '!' OR ${spelled})` : spelled;
}

function isPlain(text: string): boolean {
  return /^[ -~]*$/u.test(text);
}

function escaped(text: string): string {
  return text.replace(/[!%_]/gu, (sign) => `!${sign}`);
}
