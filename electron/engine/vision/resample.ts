import type { Size } from '../../contract/geometry.ts';
import type { Plane, PlaneOptions, Planes } from './planes.ts';
import type { RgbImage } from './image.ts';
import { openResampleKernel } from './resample-kernel.ts';

const pageBytes = 65_536;
/** What the vector unit loads and stores at a time. */
const registerBytes = 16;
const pixelBytes = 3;
const floatBytes = 4;
/** Pixels that are packed at a time. */
const packedPixels = 16;
const asTheyAre = (channel: number): Plane => ({ channel, factor: 1, shift: 0 });
const bytePlanes: Planes = [asTheyAre(0), asTheyAre(1), asTheyAre(2)];

/** What a pixel is of the old ones that it comes from, where a picture is shrunk. */
export type Shrinking =
  /** Their mean, the nearer the heavier, over twice its own area. */
  | 'smooth'
  /** Their mean over its own area: OpenCV's INTER_AREA. */
  | 'area';

/** A part of a picture, in whole pixels. */
export interface PicturePart extends Size {
  readonly left: number;
  readonly top: number;
}

/**
 * Brings pictures to the size of a network's input and writes them there, in one pass. Enlarged, a pixel is linear between the
 * centres of the old ones. Numbers lie in memory of its own, which is used again and grows to the largest picture. The pixels of a
 * picture must not change between two calls with it.
 */
export class Resampler {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #kernel = openResampleKernel(this.#memory);
  readonly #shrinking: Shrinking;
  #outputBytes = 0;
  /** The part of a picture that is in memory, and where. */
  #shown: { readonly data: WeakRef<Uint8Array>; readonly where: string } | null = null;

  constructor(shrinking: Shrinking) {
    this.#shrinking = shrinking;
  }

  /** Makes room for `length` numbers of output. They keep what was there before. */
  reserve(length: number): void {
    this.#outputBytes = roundUp(length * floatBytes);
    this.#grow(this.#outputBytes);
  }

  /** The first `length` numbers of the output; valid until the next call of any other method. */
  output(length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#memory.buffer, 0, length);
  }

  /**
   * Writes a picture, or the part of it that `from` says, brought to `size`, as three planes (channel, row, column) from number
   * `offset` of the output on. Numbers of the planes outside `size` stay as they are.
   */
  write(
    offset: number,
    image: RgbImage,
    size: Size,
    { planes, plane }: PlaneOptions,
    from: PicturePart = { left: 0, top: 0, width: image.width, height: image.height },
  ): void {
    const down = tapsOf(from.height, size.height, this.#shrinking);
    const across = tapsOf(from.width, size.width, this.#shrinking);
    const place = this.#placeAll(from, down, across);
    this.#show(image, from, place.source);
    this.#fill(place.down, down.weights);
    this.#fill(place.across, across.weights);
    new Int32Array(this.#memory.buffer, place.starts, size.width).set(
      across.starts.map((start) => start * pixelBytes * floatBytes),
    );
    const levels = [0, 1, 2].map((channel) => planes.find((one) => one.channel === channel));
    this.#fill(place.levels, [...levels.map((one) => one?.factor ?? 0), 0, ...levels.map((one) => one?.shift ?? 0), 0]);
    const area = plane.width * plane.height;
    const targets = [0, 1, 2].map((channel) => offset + planes.findIndex((one) => one.channel === channel) * area);
    const [red = 0, green = 0, blue = 0] = targets.map((at) => at * floatBytes);
    const stride = from.width * pixelBytes;
    for (let y = 0; y < size.height; y++) {
      const source = place.source + (down.starts[y] as number) * stride;
      const row = y * plane.width * floatBytes;
      this.#kernel.blend(source, stride, down.count, place.down + y * down.count * floatBytes, stride, place.row);
      this.#kernel.spread(
        place.row,
        place.starts,
        place.across,
        across.count,
        size.width,
        place.levels,
        red + row,
        green + row,
        blue + row,
      );
    }
  }

  /** A picture, or the part of it that `from` says, brought to `size`, in bytes of its own. What is in the output is lost. */
  cut(image: RgbImage, size: Size, from: PicturePart): RgbImage {
    const area = size.width * size.height;
    const plane = area * floatBytes;
    this.reserve(3 * area + (3 * (area + packedPixels)) / floatBytes);
    this.write(0, image, size, { planes: bytePlanes, plane: size }, from);
    this.#kernel.pack(0, plane, 2 * plane, area, 3 * plane);
    return { ...size, data: new Uint8Array(this.#memory.buffer, 3 * plane, 3 * area).slice() };
  }

  /** Copies the part to `to`, where it is not there already: a picture is looked at more than once. */
  #show(image: RgbImage, from: PicturePart, to: number): void {
    const where = [from.left, from.top, from.width, from.height, to].join();
    if (this.#shown?.data.deref() === image.data && this.#shown.where === where) return;
    this.#copy(image, from, to);
    this.#shown = { data: new WeakRef(image.data), where };
  }

  #copy({ data, width }: RgbImage, from: PicturePart, to: number): void {
    const memory = new Uint8Array(this.#memory.buffer);
    const stride = from.width * pixelBytes;
    const first = (from.top * width + from.left) * pixelBytes;
    if (from.width === width) memory.set(data.subarray(first, first + from.height * stride), to);
    else
      for (let y = 0; y < from.height; y++) {
        const at = first + y * width * pixelBytes;
        memory.set(data.subarray(at, at + stride), to + y * stride);
      }
  }

  /** Addresses, behind the output, of what `write` needs. */
  #placeAll({ width, height }: Size, down: Taps, across: Taps) {
    let end = this.#outputBytes;
    const place = (length: number): number => {
      const at = end;
      // One register more: whole ones are read and written at the end of a row.
      end += roundUp(length) + registerBytes;
      return at;
    };
    const places = {
      levels: place(8 * floatBytes),
      down: place(down.weights.length * floatBytes),
      starts: place(across.starts.length * floatBytes),
      across: place(across.weights.length * floatBytes),
      row: place(roundUp(width * pixelBytes) * floatBytes),
    };
    const sourceBytes = roundUp(width * height * pixelBytes) + registerBytes;
    this.#grow(end + sourceBytes);
    // At the very end: there it stays, whatever else grows, as long as the memory does not.
    return { ...places, source: this.#memory.buffer.byteLength - sourceBytes };
  }

  #grow(bytes: number): void {
    const missing = Math.ceil(bytes / pageBytes) - this.#memory.buffer.byteLength / pageBytes;
    if (missing > 0) this.#memory.grow(missing);
  }

  #fill(at: number, values: ArrayLike<number>): void {
    new Float32Array(this.#memory.buffer, at, values.length).set(values);
  }
}

/** For each of the new pixels along one axis: the first of `count` old ones that it comes from, and their weights (sum 1). */
export interface Taps {
  readonly count: number;
  readonly starts: Int32Array;
  /** `count` for each new pixel, one after another. */
  readonly weights: Float32Array;
}

/** What the new pixels of an axis come from, where `from` old ones become `to`. Edges are repeated. */
export function tapsOf(from: number, to: number, shrinking: Shrinking): Taps {
  const { most, first, weight } = shrinking === 'area' && from > to ? areas(from / to) : triangles(from, to);
  const count = Math.min(from, most);
  const starts = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let at = 0; at < to; at++) {
    // All take as many: the first and the last begin elsewhere, with weights of 0.
    const start = Math.min(Math.max(0, first(at)), from - count);
    starts[at] = start;
    let sum = 0;
    for (let tap = 0; tap < count; tap++) sum += weight(at, start + tap);
    for (let tap = 0; tap < count; tap++) weights[at * count + tap] = weight(at, start + tap) / sum;
  }
  return { count, starts, weights };
}

/** How much of an old pixel is in a new one. */
interface Filter {
  /** Old pixels that are in a new one, at most. */
  readonly most: number;
  /** Of these the first. */
  first(at: number): number;
  weight(at: number, old: number): number;
}

/** Around the new pixel's centre, as wide as two of the larger pixels. */
function triangles(from: number, to: number): Filter {
  const reach = Math.max(1, from / to);
  const centre = (at: number): number => Math.min(from - 1, Math.max(0, ((at + 0.5) * from) / to - 0.5));
  return {
    most: Math.ceil(2 * reach),
    first: (at) => Math.floor(centre(at) - reach) + 1,
    weight: (at, old) => Math.max(0, 1 - Math.abs(centre(at) - old) / reach),
  };
}

/** What the new pixel covers, `wide` old ones. */
function areas(wide: number): Filter {
  return {
    most: Math.ceil(wide) + 1,
    first: (at) => Math.floor(at * wide),
    weight: (at, old) => Math.max(0, Math.min(old + 1, (at + 1) * wide) - Math.max(old, at * wide)),
  };
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / registerBytes) * registerBytes;
}
