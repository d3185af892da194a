/** The value of sRGB, 0 to 1, for light from 0 to 1: IEC 61966-2-1. What is outside is clipped. */
export function encodeLight(light: number): number {
  const value = light >= 0 ? Math.min(1, light) : 0;
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}
