import { tileSide, type Size } from '../../contract/geometry.ts';
import { withPicture } from '../pictures/decode.ts';
import { sharp, toRgb } from '../pictures/libvips.ts';
import type { RgbImage } from '../vision/image.ts';
import { writePreviewFile } from './preview-file.ts';

/** A picture at a size: `level` halves it so many times. */
export interface PictureAtLevel {
  /** Of the content: what is held belongs to it. */
  readonly key: string;
  readonly path: string;
  readonly size: Size;
  readonly level: number;
}

interface Band {
  readonly key: string;
  /** First row of the picture at its level. */
  readonly top: number;
  readonly image: Promise<RgbImage>;
}

/** Of what is held between two tiles: a picture of 48 megapixels is decoded once for all its tiles, a larger one in bands. */
const mostPixels = 48_000_000;
/** Somebody who looks at a picture asks for the next tile sooner. */
const heldMs = 30_000;

/** The picture's own pixels, as squares of `tileSide` and as single colours. */
export class PictureTiles {
  readonly #mostPixels: number;
  #band: Band | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(held = mostPixels) {
    this.#mostPixels = held;
  }

  /** Writes a tile as lossless WebP and answers the file's length, bytes. Errors as for decodePicture, and RangeError beside the picture. */
  async write(picture: PictureAtLevel, x: number, y: number, path: string): Promise<number> {
    const { width, height } = sizeAt(picture);
    const [left, top] = [x * tileSide, y * tileSide];
    if (left >= width || top >= height) throw new RangeError(`no tile ${x}, ${y}`);
    const { image, top: bandTop } = await this.#bandAt(picture, top);
    const part = { left, top: top - bandTop, width: Math.min(tileSide, width - left) };
    const raw = { width: image.width, height: image.height, channels: 3 as const };
    const bytes = await sharp(image.data, { raw })
      .extract({ ...part, height: Math.min(tileSide, height - top) })
      .webp({ lossless: true, effort: 0 })
      .toBuffer();
    await writePreviewFile(path, bytes);
    return bytes.length;
  }

  /** The colour of a pixel of the whole picture, as `#rrggbb`. Errors as for `write`. */
  async colourAt(picture: Omit<PictureAtLevel, 'level'>, x: number, y: number): Promise<string> {
    if (x >= picture.size.width || y >= picture.size.height) throw new RangeError(`no pixel ${x}, ${y}`);
    const { image, top } = await this.#bandAt({ ...picture, level: 0 }, y);
    const at = ((y - top) * image.width + x) * 3;
    return `#${Buffer.from(image.data.subarray(at, at + 3)).toString('hex')}`;
  }

  /** The band that holds the row, as it is held or decoded now. */
  async #bandAt(picture: PictureAtLevel, row: number): Promise<{ readonly image: RgbImage; readonly top: number }> {
    const { width } = sizeAt(picture);
    const rows = Math.max(1, Math.floor(this.#mostPixels / width / tileSide)) * tileSide;
    const top = Math.floor(row / rows) * rows;
    const key = `${picture.key} ${picture.level} ${top}`;
    if (this.#band?.key !== key) this.#hold({ key, top, image: decodeBand(picture, top, rows) });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#band = null), heldMs).unref();
    const band = this.#band as Band;
    return { image: await band.image, top: band.top };
  }

  #hold(band: Band): void {
    this.#band = band;
    // The next call tries again.
    band.image.catch(() => (this.#band === band ? (this.#band = null) : null));
  }
}

function sizeAt({ size, level }: PictureAtLevel): Size {
  const side = (pixels: number): number => Math.max(1, Math.ceil(pixels / 2 ** level));
  return { width: side(size.width), height: side(size.height) };
}

async function decodeBand(picture: PictureAtLevel, top: number, rows: number): Promise<RgbImage> {
  const { width, height } = sizeAt(picture);
  return withPicture(picture.path, (whole) => {
    const sized = picture.level === 0 ? whole : whole.resize({ width, height, fit: 'fill' });
    const all = top === 0 && rows >= height;
    return toRgb(all ? sized : sized.extract({ left: 0, top, width, height: Math.min(rows, height - top) }));
  });
}
