import type { Span } from '../../contract/query/query-model.ts';

/** Characters before and after a place that are shown of a long search. */
const around = 50;
/** They take two columns of a terminal. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const noColumn = /\p{Mn}|\p{Cf}/u;

/** The text in one line, and below it a mark at this place, also where the letters before it are wide. */
export function pointAt(text: string, { from, to }: Span): string {
  const [begin, end] = [Math.max(0, from - around), Math.min(text.length, Math.max(to, from + around))];
  const before = `${begin > 0 ? '…' : ''}${inOneLine(text.slice(begin, from))}`;
  const wrong = inOneLine(text.slice(from, Math.min(to, from + around)));
  const after = `${inOneLine(text.slice(Math.min(to, from + around), Math.min(end, from + around)))}${from + around < text.length ? '…' : ''}`;
  return `  ${before}${wrong}${after}\n  ${' '.repeat(columnsOf(before))}${'^'.repeat(Math.max(1, columnsOf(wrong)))}`;
}

function inOneLine(text: string): string {
  return text.replace(/[\t\r\n\v\f]/gu, ' ');
}

function columnsOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (noColumn.test(letter) ? 0 : wide.test(letter) ? 2 : 1), 0);
}
