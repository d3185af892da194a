/** IEC 61966-2-1. */
const lights = Float32Array.from({ length: 256 }, (_, byte) => {
  return lightOfGamma(byte / 255);
});

/** Linear light, 0 to 1, of a byte of sRGB. */
export function lightOf(byte: number): number {
  return lights[byte] as number;
}

/** Linear light of a value of sRGB, which may lie outside of 0 to 1. */
export function lightOfGamma(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The way back. */
export function gammaOf(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** The byte of sRGB for linear light; what is darker than black or brighter than white is cut off. */
export function byteOf(light: number): number {
  if (!(light > 0)) return 0;
  if (light >= 1) return 255;
  return Math.round(255 * gammaOf(light));
}
