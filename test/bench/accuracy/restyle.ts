import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';

/** One picture as other hands would leave it: boxes stay where they are. */
export const restyles: Readonly<Record<string, (image: RgbImage) => Promise<RgbImage>>> = {
  grey: (image) => Promise.resolve(inGrey(image, greyOf(image))),
  'ink lines': inkLines,
  screentone: (image) => Promise.resolve(inGrey(image, screentone(image))),
  posterised: (image) => Promise.resolve({ ...image, data: image.data.map((value) => Math.round(value / 64) * 63) }),
};

/** ITU-R BT.601, one byte a pixel. */
function greyOf({ data, width, height }: RgbImage): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(3 * at, 3 * at + 3);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });
}

function inGrey({ width, height }: RgbImage, grey: Uint8Array): RgbImage {
  const data = new Uint8Array(3 * grey.length);
  grey.forEach((value, at) => data.fill(value, 3 * at, 3 * at + 3));
  return { width, height, data };
}

/** The difference of two blurs, steep around zero: dark where a line or a border is, paper elsewhere. */
async function inkLines(image: RgbImage): Promise<RgbImage> {
  const grey = greyOf(image);
  const [fine, coarse] = await Promise.all([blur(image, grey, 0.8), blur(image, grey, 1.28)]);
  const ink = fine.map((value, at) => Math.min(255, 255 * (1 + Math.tanh(0.6 * (value - 0.98 * (coarse[at] ?? 0))))));
  return inGrey(image, ink);
}

function blur({ width, height }: RgbImage, grey: Uint8Array, sigma: number): Promise<Uint8Array> {
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .blur(sigma)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

/** Pixels from one dot to the next, on a grid at 45°. */
const dotStep = 4;

/** Dots that grow with the darkness; deep shadow is black, light is paper. */
function screentone(image: RgbImage): Uint8Array {
  const turn = (2 * Math.PI * Math.SQRT1_2) / dotStep;
  return greyOf(image).map((value, at) => {
    const [x, y] = [at % image.width, Math.floor(at / image.width)];
    const dots = 0.5 + 0.25 * (Math.cos((x + y) * turn) + Math.cos((x - y) * turn));
    const tone = value / 255;
    if (tone < 0.18) return 13;
    return tone > 0.82 ? 255 : 255 * Math.min(1, Math.max(0, (tone * 1.25 - dots * 0.9) * 6 + 0.5));
  });
}
