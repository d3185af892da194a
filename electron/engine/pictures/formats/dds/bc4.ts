/** Of a block of 4 × 4 pixels. */
export const bc4Bytes = 8;

/** One channel: sixteen bytes of a block, from the upper left on. `isSigned`: −1 is shown as black, 1 as white. */
export function unpackBc4(bytes: Uint8Array, at: number, isSigned: boolean): Uint8Array {
  const values = valuesOf(bytes[at] as number, bytes[at + 1] as number, isSigned);
  let [low, high] = [0, 0];
  for (let byte = 2; byte >= 0; byte -= 1) {
    low = (low << 8) | (bytes[at + 2 + byte] as number);
    high = (high << 8) | (bytes[at + 5 + byte] as number);
  }
  return Uint8Array.from({ length: 16 }, (_, pixel) => {
    const bits = pixel < 8 ? low >> (3 * pixel) : high >> (3 * (pixel - 8));
    return values[bits & 7] as number;
  });
}

/** Two ends, and six between them; or four, with the least and the most that there is. */
function valuesOf(first: number, second: number, isSigned: boolean): number[] {
  const [a, b] = isSigned ? [signed(first), signed(second)] : [first, second];
  const [least, most] = isSigned ? [-127, 127] : [0, 255];
  const steps = a > b ? 7 : 5;
  const between = Array.from({ length: steps - 1 }, (_, at) => ((steps - 1 - at) * a + (at + 1) * b) / steps);
  const all = [a, b, ...between, ...(a > b ? [] : [least, most])];
  return all.map((value) => Math.round(((value - least) * 255) / (most - least)));
}

function signed(byte: number): number {
  return Math.max(-127, byte > 127 ? byte - 256 : byte);
}
