import { likenessBytes } from '../../vision/likeness.ts';

/** How far apart two pictures look. */
export interface LikenessDistance {
  /** Bits of 256 in which their lines differ. */
  readonly lines: number;
  /** Mean difference of their colours, 0..255. */
  readonly colours: number;
}

const onesIn = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

export function likenessDistance(a: Uint8Array, b: Uint8Array): LikenessDistance {
  let lines = 0;
  for (let at = 0; at < likenessBytes.lines; at += 1) lines += onesIn[(a[at] ?? 0) ^ (b[at] ?? 0)] ?? 0;
  let colours = 0;
  const end = likenessBytes.lines + likenessBytes.colours;
  for (let at = likenessBytes.lines; at < end; at += 1) colours += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return { lines, colours: colours / likenessBytes.colours };
}
