import { extname } from 'node:path';

/** A file as it was named, with the first ending where it has none of these: the dialogs of Linux add none, and what is written goes by it. */
export function withEnding(path: string, endings: readonly string[]): string {
  const ending = extname(path).slice(1).toLowerCase();
  return endings.includes(ending) ? path : `${path}.${endings[0] ?? ''}`;
}
