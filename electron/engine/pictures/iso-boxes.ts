/** A box of ISO 14496-12: what it is called, and where its content lies. */
export interface Box {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The boxes one after another between two places. It ends where one does not lie inside. */
export function* boxesIn(bytes: Buffer, start: number, end: number): Generator<Box> {
  for (let at = start; at + 8 <= end;) {
    // A length of 1 stands for one of 64 bits behind the name, 0 for all that is left.
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= end;
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short || end - at;
    const header = isLong ? 16 : 8;
    if (length < header || at + length > end) return;
    yield { name: bytes.toString('latin1', at + 4, at + 8), start: at + header, end: at + length };
    at += length;
  }
}

/** The first box of these names, each inside the one before it. */
export function boxAt(bytes: Buffer, within: Pick<Box, 'start' | 'end'>, ...names: readonly string[]): Box | null {
  const [name, ...rest] = names;
  for (const box of boxesIn(bytes, within.start, within.end)) {
    if (box.name === name) return rest.length > 0 ? boxAt(bytes, box, ...rest) : box;
  }
  return null;
}

/** A box with its length. */
export function boxOf(name: string, ...content: readonly (Uint8Array | string)[]): Buffer {
  const parts = content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part));
  const body = Buffer.concat([Buffer.from(name, 'latin1'), ...parts]);
  return Buffer.concat([numbers(4, body.length + 4), body]);
}

/** Whole numbers of so many bytes. */
export function numbers(bytes: 1 | 2 | 4, ...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(bytes * values.length);
  for (const [index, value] of values.entries()) buffer.writeUIntBE(value, index * bytes, bytes);
  return buffer;
}
