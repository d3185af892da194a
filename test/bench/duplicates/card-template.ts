import { sharp, toRgb } from '../../../electron/engine/pictures/libvips.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';

const card = { width: 300, height: 420 };
/** Where the picture is: a fifth of the card. */
const hole = { left: 70, top: 60, side: 160 };

/** The picture in a card as all cards of one game have it: ground, rays, moons, frame and plate are the same on all of them. */
export async function framedInCard({ data, width, height }: RgbImage): Promise<RgbImage> {
  const { left, top, side } = hole;
  const inside = await toRgb(
    sharp(data, { raw: { width, height, channels: 3 } }).resize({ width: side, height: side, fit: 'cover' }),
  );
  const made = template.slice();
  for (let row = 0; row < side; row += 1) {
    made.set(inside.data.subarray(row * side * 3, (row + 1) * side * 3), ((top + row) * card.width + left) * 3);
  }
  return { ...card, data: made };
}

const template = drawTemplate();

function drawTemplate(): Uint8Array {
  const data = new Uint8Array(card.width * card.height * 3);
  for (let y = 0; y < card.height; y += 1) {
    for (let x = 0; x < card.width; x += 1) data.set(colourAt(x, y), (y * card.width + x) * 3);
  }
  return data;
}

function colourAt(x: number, y: number): readonly [number, number, number] {
  const edge = Math.min(x, y, card.width - 1 - x, card.height - 1 - y);
  if (edge < 12) return [201, 164, 71];
  if (y > 350 && y < 396 && x > 30 && x < 270) return [20, 20, 44];
  if (Math.hypot(x - 60, y - 300) < 40) return [255, 233, 176];
  if (Math.hypot(x - 245, y - 290) < 30) return [49, 25, 90];
  const ray = Math.abs(Math.sin(Math.atan2(y - 200, x - 150) * 9)) > 0.8 ? 40 : 0;
  const down = y / card.height;
  return [60 + 150 * down + ray, 70 + 90 * down + ray, 140 + ray];
}
