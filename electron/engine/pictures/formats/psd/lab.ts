import { byteOf } from '../layers/light.ts';

/** D50, which Photoshop's Lab is about. */
const white = { x: 0.96422, z: 0.82521 };
const epsilon = 6 / 29;
const steps = 4095;

/** Turns planes of L, a and b (0 to 255) into red, green and blue of sRGB, in place. What sRGB cannot show is clipped. */
export function labToRgb(planes: Uint8Array, pixels: number): void {
  const encoded = Uint8Array.from({ length: steps + 1 }, (_, step) => byteOf(step / steps));
  const put = (at: number, light: number): void => {
    planes[at] = encoded[Math.round(Math.max(0, Math.min(1, light)) * steps)] as number;
  };
  for (let at = 0; at < pixels; at += 1) {
    const l = (((planes[at] as number) / 255) * 100 + 16) / 116;
    const x = white.x * uncube(l + ((planes[pixels + at] as number) - 128) / 500);
    const y = uncube(l);
    const z = white.z * uncube(l - ((planes[2 * pixels + at] as number) - 128) / 200);
    // From XYZ at D50 to linear sRGB, adapted to D65 after Bradford.
    put(at, 3.1338561 * x - 1.6168667 * y - 0.4906146 * z);
    put(pixels + at, -0.9787684 * x + 1.9161415 * y + 0.033454 * z);
    put(2 * pixels + at, 0.0719453 * x - 0.2289914 * y + 1.4052427 * z);
  }
}

/** CIE 1976. */
function uncube(value: number): number {
  return value > epsilon ? value ** 3 : 3 * epsilon ** 2 * (value - 4 / 29);
}
