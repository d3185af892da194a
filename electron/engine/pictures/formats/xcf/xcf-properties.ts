import type { XcfCursor } from './xcf-cursor.ts';

/** Numbers of the properties that are looked at (GIMP, `devel-docs/xcf.txt`). */
export const property = {
  end: 0,
  palette: 1,
  opacity: 6,
  mode: 7,
  visible: 8,
  applyMask: 11,
  offsets: 15,
  compression: 17,
  groupItem: 29,
  itemPath: 30,
  floatOpacity: 33,
} as const;

/** The properties of a picture or a layer, by their numbers. Throws RangeError where the file ends too early. */
export function readProperties(cursor: XcfCursor): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (;;) {
    const [kind, length] = [cursor.word(), cursor.word()];
    if (kind === property.end) return found;
    found.set(kind, cursor.bytes(length));
  }
}
