import type { FileBytes } from '../reader.ts';
import { lightOfLab } from '../layers/lab.ts';
import { byteOf } from '../layers/light.ts';
import { bytesAt, type Section } from './psd-sections.ts';
import { resourceIds } from './resources.ts';

/** What a channel shows where there is all of its ink: red, green and blue, 0 to 1. */
export type Ink = readonly [red: number, green: number, blue: number];

/** What the first channels are where nothing says it: cyan, magenta, yellow, black. */
const process: readonly Ink[] = [
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
];
const black: Ink = [0, 0, 0];

/** How colours are stored, by number. */
const spaces = { rgb: 0, cmyk: 2, lab: 7, grey: 8 } as const;

/** The inks of the channels of a multichannel picture, as Photoshop notes them. */
export function readInks(file: FileBytes, channels: number, resources: ReadonlyMap<number, Section>): Ink[] {
  const described = entriesOf(file, resources.get(resourceIds.displayInfo), 4, 13);
  const entries = described.length > 0 ? described : entriesOf(file, resources.get(resourceIds.oldDisplayInfo), 0, 14);
  return Array.from({ length: channels }, (_, at) => inkOf(entries[at]) ?? process[at] ?? black);
}

function entriesOf(file: FileBytes, section: Section | undefined, start: number, length: number): DataView[] {
  if (!section) return [];
  const count = Math.max(0, Math.min(56, Math.floor((section.length - start) / length)));
  return Array.from({ length: count }, (_, at) => {
    const { buffer, byteOffset } = bytesAt(file, section.at + start + at * length, length);
    return new DataView(buffer, byteOffset, length);
  });
}

/** The number of its space, then four numbers of 16 bits. Null where the space is another. */
function inkOf(entry: DataView | undefined): Ink | null {
  if (!entry) return null;
  const share = (at: number): number => entry.getUint16(2 + 2 * at) / 65_535;
  switch (entry.getUint16(0)) {
    case spaces.rgb:
      return [share(0), share(1), share(2)];
    case spaces.cmyk:
      // 1 is none of it.
      return [share(0) * share(3), share(1) * share(3), share(2) * share(3)];
    case spaces.grey: {
      const shown = Math.min(1, entry.getUint16(2) / 10_000);
      return [shown, shown, shown];
    }
    case spaces.lab: {
      const [l, a, b] = [entry.getUint16(2), entry.getInt16(4), entry.getInt16(6)].map((value) => value / 100);
      const [red, green, blue] = lightOfLab([l ?? 0, a ?? 0, b ?? 0]).map((light) => byteOf(light) / 255);
      return [red ?? 0, green ?? 0, blue ?? 0];
    }
    default:
      return null;
  }
}
