import { byteOf } from '../layers/light.ts';

/** From here to white, linear light: what is darker stays as it is, and what is brighter shares the rest. */
const shoulder = 0.8;

/** Bytes of sRGB for linear light, where 1 is white: what is brighter than `shoulder` is pressed into what is left below white. */
export function toneMapped(light: number): number {
  return byteOf(light > shoulder ? rolledOff(light) : light);
}

function rolledOff(light: number): number {
  const rest = 1 - shoulder;
  return shoulder + rest * (1 - Math.exp((shoulder - light) / rest));
}
