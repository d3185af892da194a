/** Letters whose lower case depends on the word or on the language, or whose upper case is two letters. */
const alike: Readonly<Record<string, string>> = { ς: 'σ', ß: 'ss', 'i\u0307': 'i' };

/** A text in one spelling for any case and width, the same on every system: for finding and comparing, never for keeping. */
export function folded(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase();
  return lower.replace(/ς|ß|i\u0307/gu, (letter) => alike[letter] ?? letter);
}

/** The same for names that are looked for while they are typed: an input method of Japanese shows hiragana first, whatever it is going to be. */
export function foldedWhileTyped(text: string): string {
  return folded(text).replace(/[ぁ-ゖ]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) + toKatakana));
}

/** Between a hiragana and its katakana. */
const toKatakana = 0x60;
