/** Letters whose lower case depends on the word or on the language, or whose upper case is two letters. */
const alike: Readonly<Record<string, string>> = { ς: 'σ', ß: 'ss', 'i\u0307': 'i' };

/** A text in one spelling for any case and width, the same on every system: for finding and comparing, never for keeping. */
export function folded(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase();
  return lower.replace(/ς|ß|i\u0307/gu, (letter) => alike[letter] ?? letter);
}
