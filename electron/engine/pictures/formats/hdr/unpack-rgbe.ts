/** Rows of these widths may be packed, channel by channel. */
const [shortest, longest] = [8, 0x7fff];

/** The pixels of a Radiance picture, four bytes each. Null where they end too early, or are not packed as they should be. */
export function unpackRgbe(packed: Uint8Array, width: number, height: number): Uint8Array | null {
  if (width < shortest || width > longest || !startsPacked(packed, 0, width)) return flat(packed, width * height * 4);
  const bytes = new Uint8Array(width * height * 4);
  const row = new Uint8Array(width * 4);
  for (let y = 0, from = 0; y < height; y += 1) {
    if (!startsPacked(packed, from, width)) return null;
    from = unpackRow(packed, from + 4, row);
    if (from < 0) return null;
    for (let x = 0; x < width; x += 1) {
      const to = (y * width + x) * 4;
      for (let channel = 0; channel < 4; channel += 1) bytes[to + channel] = row[channel * width + x] as number;
    }
  }
  return bytes;
}

/** Two bytes that no pixel begins with, then the width of the row. */
function startsPacked(packed: Uint8Array, at: number, width: number): boolean {
  return packed[at] === 2 && packed[at + 1] === 2 && (((packed[at + 2] ?? 0) << 8) | (packed[at + 3] ?? 0)) === width;
}

function flat(packed: Uint8Array, length: number): Uint8Array | null {
  return packed.length < length ? null : packed.subarray(0, length);
}

/** Returns where the next row begins; -1 where this one is damaged. */
function unpackRow(packed: Uint8Array, start: number, row: Uint8Array): number {
  let from = start;
  for (let to = 0; to < row.length;) {
    const count = packed[from++] ?? 0;
    const run = count > 128 ? count - 128 : count;
    const taken = count > 128 ? 1 : run;
    if (run === 0 || to + run > row.length || from + taken > packed.length) return -1;
    if (count > 128) row.fill(packed[from] as number, to, to + run);
    else row.set(packed.subarray(from, from + run), to);
    from += taken;
    to += run;
  }
  return from;
}
