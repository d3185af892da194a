/** How a block is stored: Direct3D 11, “BC6H Format”. */
export interface Bc6hMode {
  /** Bits of the first end, and of what the others are away from it: red, green, blue. */
  readonly bits: number;
  readonly deltas: readonly [number, number, number];
  /** The other ends are stored by how far they are from the first. */
  readonly isRelative: boolean;
  /** Two parts with two ends each, or one. */
  readonly hasParts: boolean;
  readonly fields: readonly Field[];
}

/** Some bits of one of the numbers: w, x, y, z of red, green, blue, or the partition (d). */
interface Field {
  readonly name: string;
  /** The number's bits in the order in which they are stored. */
  readonly places: readonly number[];
}

/** `deltas`: of red, green and blue. Fields as in that document: number, its highest bit here, its lowest; the lowest is stored first. */
function mode(bits: number, deltas: string, fields: string): Bc6hMode {
  const [red = 0, green = 0, blue = 0] = deltas.split('.').map(Number);
  const parsed = fields.split(' ').map(fieldOf);
  return {
    bits,
    deltas: [red, green, blue],
    isRelative: bits !== red,
    hasParts: parsed.some(({ name }) => name === 'd'),
    fields: parsed,
  };
}

function fieldOf(text: string): Field {
  const [, name = '', first = '0', last = first] = /^([a-z]+)(\d+)(?::(\d+))?$/.exec(text) ?? [];
  const [from, to] = [Number(last), Number(first)];
  const step = from <= to ? 1 : -1;
  return { name, places: Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => from + at * step) };
}

/** The first five bits tell the mode; where the lowest two are 0 or 1, these two alone. */
export const bc6hModes: Readonly<Record<number, Bc6hMode>> = {
  0: mode(
    10,
    '5.5.5',
    'gy4 by4 bz4 rw9:0 gw9:0 bw9:0 rx4:0 gz4 gy3:0 gx4:0 bz0 gz3:0 bx4:0 bz1 by3:0 ry4:0 bz2 rz4:0 bz3 d4:0',
  ),
  1: mode(
    7,
    '6.6.6',
    'gy5 gz4 gz5 rw6:0 bz0 bz1 by4 gw6:0 by5 bz2 gy4 bw6:0 bz3 bz5 bz4 rx5:0 gy3:0 gx5:0 gz3:0 bx5:0 by3:0 ry5:0 rz5:0 d4:0',
  ),
  2: mode(
    11,
    '5.4.4',
    'rw9:0 gw9:0 bw9:0 rx4:0 rw10 gy3:0 gx3:0 gw10 bz0 gz3:0 bx3:0 bw10 bz1 by3:0 ry4:0 bz2 rz4:0 bz3 d4:0',
  ),
  6: mode(
    11,
    '4.5.4',
    'rw9:0 gw9:0 bw9:0 rx3:0 rw10 gz4 gy3:0 gx4:0 gw10 gz3:0 bx3:0 bw10 bz1 by3:0 ry3:0 bz0 bz2 rz3:0 gy4 bz3 d4:0',
  ),
  10: mode(
    11,
    '4.4.5',
    'rw9:0 gw9:0 bw9:0 rx3:0 rw10 by4 gy3:0 gx3:0 gw10 bz0 gz3:0 bx4:0 bw10 by3:0 ry3:0 bz1 bz2 rz3:0 bz4 bz3 d4:0',
  ),
  14: mode(
    9,
    '5.5.5',
    'rw8:0 by4 gw8:0 gy4 bw8:0 bz4 rx4:0 gz4 gy3:0 gx4:0 bz0 gz3:0 bx4:0 bz1 by3:0 ry4:0 bz2 rz4:0 bz3 d4:0',
  ),
  18: mode(
    8,
    '6.5.5',
    'rw7:0 gz4 by4 gw7:0 bz2 gy4 bw7:0 bz3 bz4 rx5:0 gy3:0 gx4:0 bz0 gz3:0 bx4:0 bz1 by3:0 ry5:0 rz5:0 d4:0',
  ),
  22: mode(
    8,
    '5.6.5',
    'rw7:0 bz0 by4 gw7:0 gy5 gy4 bw7:0 gz5 bz4 rx4:0 gz4 gy3:0 gx5:0 gz3:0 bx4:0 bz1 by3:0 ry4:0 bz2 rz4:0 bz3 d4:0',
  ),
  26: mode(
    8,
    '5.5.6',
    'rw7:0 bz1 by4 gw7:0 by5 gy4 bw7:0 bz5 bz4 rx4:0 gz4 gy3:0 gx4:0 bz0 gz3:0 bx5:0 by3:0 ry4:0 bz2 rz4:0 bz3 d4:0',
  ),
  30: mode(
    6,
    '6.6.6',
    'rw5:0 gz4 bz0 bz1 by4 gw5:0 gy5 by5 bz2 gy4 bw5:0 gz5 bz3 bz5 bz4 rx5:0 gy3:0 gx5:0 gz3:0 bx5:0 by3:0 ry5:0 rz5:0 d4:0',
  ),
  3: mode(10, '10.10.10', 'rw9:0 gw9:0 bw9:0 rx9:0 gx9:0 bx9:0'),
  7: mode(11, '9.9.9', 'rw9:0 gw9:0 bw9:0 rx8:0 rw10 gx8:0 gw10 bx8:0 bw10'),
  11: mode(12, '8.8.8', 'rw9:0 gw9:0 bw9:0 rx7:0 rw10:11 gx7:0 gw10:11 bx7:0 bw10:11'),
  15: mode(16, '4.4.4', 'rw9:0 gw9:0 bw9:0 rx3:0 rw10:15 gx3:0 gw10:15 bx3:0 bw10:15'),
};

/** Which of the sixteen pixels belong to the second part, the first pixel in the lowest bit. */
export const partitions: readonly number[] = [
  0xcccc, 0x8888, 0xeeee, 0xecc8, 0xc880, 0xfeec, 0xfec8, 0xec80, 0xc800, 0xffec, 0xfe80, 0xe800, 0xffe8, 0xff00,
  0xfff0, 0xf000, 0xf710, 0x008e, 0x7100, 0x08ce, 0x008c, 0x7310, 0x3100, 0x8cce, 0x088c, 0x3110, 0x6666, 0x366c,
  0x17e8, 0x0ff0, 0x718e, 0x399c,
];

/** The pixel of the second part whose index has one bit less. */
export const anchors: readonly number[] = [
  15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 2, 8, 2, 2, 8, 8, 15, 2, 8, 2, 2, 8, 8, 2, 2,
];
