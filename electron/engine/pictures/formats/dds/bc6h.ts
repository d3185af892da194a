import { anchors, bc6hModes, partitions, type Bc6hMode } from './bc6h-modes.ts';

/** Of a block of 4 × 4 pixels. */
export const bc6hBytes = 16;

const weights = {
  3: [0, 9, 18, 27, 37, 46, 55, 64],
  4: [0, 4, 9, 13, 17, 21, 26, 30, 34, 38, 43, 47, 51, 55, 60, 64],
} as const;

/** One end of a line between two colours. */
type End = readonly [red: number, green: number, blue: number];

/**
 * Light of a block as half floats, three for each pixel from the upper left on. A block of a reserved kind is black. The words are those
 * of Direct3D 11, “BC6H Format”.
 */
export function unpackBc6h(bytes: Uint8Array, at: number, isSigned: boolean): Uint16Array {
  const halves = new Uint16Array(48);
  const bits = new BlockBits(bytes, at);
  const mode = bc6hModes[modeOf(bits)];
  if (!mode) return halves;
  const numbers = readNumbers(bits, mode);
  const ends = endsOf(numbers, mode, isSigned);
  const partition = mode.hasParts ? (numbers.get('d') ?? 0) : 0;
  const indexBits = mode.hasParts ? 3 : 4;
  for (let pixel = 0; pixel < 16; pixel += 1) {
    const part = mode.hasParts ? ((partitions[partition] as number) >> pixel) & 1 : 0;
    const isAnchor = pixel === 0 || (mode.hasParts && pixel === anchors[partition]);
    const weight = weights[indexBits][bits.take(isAnchor ? indexBits - 1 : indexBits)] as number;
    const [a, b] = [ends[2 * part] as End, ends[2 * part + 1] as End];
    for (let channel = 0; channel < 3; channel += 1) {
      const light = ((a[channel] as number) * (64 - weight) + (b[channel] as number) * weight + 32) >> 6;
      halves[pixel * 3 + channel] = halfOf(light, isSigned);
    }
  }
  return halves;
}

function modeOf(bits: BlockBits): number {
  const low = bits.take(2);
  return low < 2 ? low : low | (bits.take(3) << 2);
}

function readNumbers(bits: BlockBits, { fields }: Bc6hMode): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { name, places } of fields) {
    for (const place of places) numbers.set(name, (numbers.get(name) ?? 0) | (bits.take(1) << place));
  }
  return numbers;
}

/** The ends of the lines, unquantised: w, x, and y, z where there are two parts. */
function endsOf(numbers: ReadonlyMap<string, number>, mode: Bc6hMode, isSigned: boolean): End[] {
  const all = (mode.hasParts ? 'wxyz' : 'wx').split('').map((end) =>
    ['r', 'g', 'b'].map((colour, channel) => {
      const number = (name: string, bits: number, signed: boolean): number =>
        signed ? withSign(numbers.get(name) ?? 0, bits) : (numbers.get(name) ?? 0);
      const first = number(`${colour}w`, mode.bits, isSigned);
      if (end === 'w') return first;
      const bits = mode.deltas[channel] as number;
      const other = number(colour + end, bits, isSigned || mode.isRelative);
      if (!mode.isRelative) return other;
      const sum = (first + other) & (2 ** mode.bits - 1);
      return isSigned ? withSign(sum, mode.bits) : sum;
    }),
  );
  return all.map(([r = 0, g = 0, b = 0]) => {
    const whole = (value: number): number => unquantised(value, mode.bits, isSigned);
    return [whole(r), whole(g), whole(b)];
  });
}

/** Two's complement. */
function withSign(value: number, bits: number): number {
  return (value << (32 - bits)) >> (32 - bits);
}

function unquantised(value: number, bits: number, isSigned: boolean): number {
  if (!isSigned) {
    if (bits >= 15 || value === 0) return value;
    return value === 2 ** bits - 1 ? 0xffff : ((value << 15) + 0x4000) >> (bits - 1);
  }
  if (bits >= 16 || value === 0) return value;
  const size = Math.abs(value);
  const whole = size >= 2 ** (bits - 1) - 1 ? 0x7fff : ((size << 15) + 0x4000) >> (bits - 1);
  return value < 0 ? -whole : whole;
}

function halfOf(light: number, isSigned: boolean): number {
  if (!isSigned) return (light * 31) >> 6;
  return light < 0 ? 0x8000 | ((-light * 31) >> 5) : (light * 31) >> 5;
}

/** The bits of a block, the lowest of each byte first. */
class BlockBits {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#at = start * 8;
  }

  take(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, this.#at += 1) {
      value |= (((this.#bytes[Math.floor(this.#at / 8)] as number) >> (this.#at % 8)) & 1) << bit;
    }
    return value;
  }
}
