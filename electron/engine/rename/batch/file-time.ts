/**
 * A time of a file in milliseconds, exactly as Node tells it where it is not asked for whole numbers: by that time the library knows the file.
 * @param ns nanoseconds since 1970, as `mtimeNs`
 */
export function millisecondsOf(ns: bigint): number {
  const second = 1_000_000_000n;
  // Before 1970 too, Node takes the second that has begun and adds the nanoseconds in it.
  const rest = ((ns % second) + second) % second;
  return Number((ns - rest) / second) * 1_000 + Number(rest) / 1_000_000;
}
