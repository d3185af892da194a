import { lightOfLab } from '../layers/lab.ts';
import { byteOf } from '../layers/light.ts';

const steps = 4095;

/** White, as L, a and b are stored. */
export const labWhite: readonly number[] = [255, 128, 128];

/** Turns planes of L, a and b (0 to 255) into red, green and blue of sRGB, in place. What sRGB cannot show is clipped. */
export function labToRgb(planes: Uint8Array, pixels: number): void {
  const encoded = Uint8Array.from({ length: steps + 1 }, (_, step) => byteOf(step / steps));
  const put = (at: number, light: number): void => {
    planes[at] = encoded[Math.round(Math.max(0, Math.min(1, light)) * steps)] as number;
  };
  for (let at = 0; at < pixels; at += 1) {
    const lightness = ((planes[at] as number) / 255) * 100;
    const [a, b] = [(planes[pixels + at] as number) - 128, (planes[2 * pixels + at] as number) - 128];
    const [red, green, blue] = lightOfLab([lightness, a, b]);
    put(at, red);
    put(pixels + at, green);
    put(2 * pixels + at, blue);
  }
}
