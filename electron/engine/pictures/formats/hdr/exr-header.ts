/** Magic number, version and flags. */
export const startBytes = 8;
/** In the sixth byte. */
export const flags = { tiled: 2, deep: 8, multiPart: 16 } as const;

/** Bytes of values whose size is fixed. */
const sizes: Readonly<Record<string, number>> = {
  chromaticities: 32,
  compression: 1,
  box2i: 16,
  envmap: 1,
  tiledesc: 9,
  lineOrder: 1,
  float: 4,
  v2f: 8,
  v3f: 12,
  int: 4,
  rational: 8,
  timecode: 8,
};
/** Of a channel in a list, behind its name. */
const channelBytes = 16;

/**
 * Does the header of an OpenEXR file end inside these bytes, with values as long as they should be? Otherwise the loader loses its way,
 * and looks for the end of a name without an end.
 */
export function isSoundHeader(head: Buffer): boolean {
  if (head.length < startBytes) return false;
  const isMultiPart = ((head[5] as number) & flags.multiPart) !== 0;
  let attributes = 0;
  for (let at = startBytes; at < head.length;) {
    if (head[at] === 0) {
      if (!isMultiPart || attributes === 0) return true;
      attributes = 0;
      at += 1;
      continue;
    }
    const attribute = attributeAt(head, at);
    if (!attribute || !isSound(head, attribute)) return false;
    attributes += 1;
    at = attribute.end;
  }
  return false;
}

/** One of the things that a header says, and where its value lies. */
interface Attribute {
  readonly name: string;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Null where it does not end inside these bytes. */
export function attributeAt(head: Buffer, at: number): Attribute | null {
  const type = afterText(head, at);
  const size = type === null ? null : afterText(head, type);
  if (type === null || size === null || size + 4 > head.length) return null;
  const start = size + 4;
  const end = start + head.readUInt32LE(size);
  if (end > head.length) return null;
  return { name: head.toString('latin1', at, type - 1), kind: head.toString('latin1', type, size - 1), start, end };
}

function isSound(head: Buffer, { kind, start, end }: Attribute): boolean {
  if ((sizes[kind] ?? end - start) !== end - start) return false;
  return kind !== 'chlist' || isSoundList(head.subarray(start, end));
}

/** Each channel has a name and what it is like; a zero ends the list. */
function isSoundList(list: Buffer): boolean {
  let at = 0;
  while (at < list.length - 1) {
    const next = afterText(list, at);
    if (next === null) return false;
    at = next + channelBytes;
  }
  return at === list.length - 1;
}

function afterText(bytes: Buffer, at: number): number | null {
  const end = bytes.indexOf(0, at);
  return end < 0 ? null : end + 1;
}
