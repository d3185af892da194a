/**
 * The pixels of a Targa as they were before they were packed: a byte says how many follow (its lower seven bits, plus one), and whether
 * they are one pixel that is repeated. Null where they end too early.
 */
export function unpackTga(packed: Uint8Array, length: number, stored: number, isPacked: boolean): Uint8Array | null {
  if (!isPacked) return packed.length < length ? null : packed.subarray(0, length);
  const bytes = new Uint8Array(length);
  let from = 0;
  for (let to = 0; to < length;) {
    const count = packed[from++];
    if (count === undefined) return null;
    const run = Math.min(((count & 127) + 1) * stored, length - to);
    const taken = count & 128 ? stored : run;
    if (from + taken > packed.length) return null;
    bytes.set(packed.subarray(from, from + taken), to);
    for (let filled = taken; filled < run; filled += stored) bytes.copyWithin(to + filled, to, to + stored);
    from += taken;
    to += run;
  }
  return bytes;
}
