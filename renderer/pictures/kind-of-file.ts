import { pictureFormats } from '../../electron/contract/formats.ts';

const labels: ReadonlyMap<string, string> = new Map(
  pictureFormats.flatMap(({ label, endings }) => endings.map((ending) => [ending, label] as const)),
);

/** What artists call the kind of a file, by its name; empty where that does not say. */
export function kindOfFile(path: string): string {
  return labels.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? '';
}
