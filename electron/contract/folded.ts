/** A text in one spelling for any case and width, the same on every system: for finding and comparing, never for keeping. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
