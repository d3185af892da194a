import { AppError } from '../../contract/errors.ts';
import { sharp } from '../../engine/pictures/libvips.ts';

const margin = 56;

/** The picture of a page without the white below it. Throws `sheet-too-long` where the page goes on below. */
export async function trimSheet(bytes: Uint8Array): Promise<Uint8Array> {
  const around = { top: 0, left: 0, right: 0, bottom: margin, background: '#ffffff' };
  const { width, height: drawn } = await sharp(bytes).metadata();
  const { info } = await sharp(bytes).trim({ background: '#ffffff' }).toBuffer({ resolveWithObject: true });
  const height = info.height - (info.trimOffsetTop ?? 0);
  if (height >= drawn) throw new AppError('sheet-too-long');
  return sharp(bytes).extract({ left: 0, top: 0, width, height }).extend(around).png().toBuffer();
}
