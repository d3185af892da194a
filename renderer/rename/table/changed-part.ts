/** A new name in three pieces: the middle is what differs from the old one. */
export type ChangedPart = readonly [before: string, changed: string, after: string];

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Letters as people see them: an emoji or a letter with its accents is never cut in two. */
function lettersOf(name: string): string[] {
  return [...letters.segment(name)].map(({ segment }) => segment);
}

function isDigit(letter: string | undefined): boolean {
  return letter !== undefined && /^\d$/.test(letter);
}

export function changedPart(from: string, to: string): ChangedPart {
  const [old, now] = [lettersOf(from), lettersOf(to)];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  // A number is shown as a whole: 003 becoming 004 is no change of its last digit.
  while (start > 0 && isDigit(now[start - 1]) && isDigit(now[start])) start -= 1;
  while (end > 0 && isDigit(now.at(-end - 1)) && isDigit(now.at(-end)) && now.length - end > start) end -= 1;
  const stop = now.length - end;
  return [now.slice(0, start).join(''), now.slice(start, stop).join(''), now.slice(stop).join('')];
}
