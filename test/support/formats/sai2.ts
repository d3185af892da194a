const tileSide = 256;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8Array;
}

/** A file of PaintTool SAI 2 that holds nothing but the picture that its layers make. `opaque`: without how opaque it is. */
export function sai2({ width, height, data }: Picture, opaque = false): Buffer {
  const header = Buffer.alloc(64);
  header.write('SAI-CANVAS-TYPE0', 'latin1');
  header.writeUInt8(opaque ? 1 : 0, 17);
  header.writeUInt32LE(width, 20);
  header.writeUInt32LE(height, 24);
  header.writeUInt32LE(2, 32);
  const history = Buffer.alloc(12, 7);
  const entries = Buffer.alloc(32);
  entries.write('hist', 'latin1');
  entries.writeUInt32LE(header.length + entries.length, 8);
  entries.write('intg', 16, 'latin1');
  entries.writeUInt32LE(header.length + entries.length + history.length, 24);
  return Buffer.concat([header, entries, history, Buffer.from('dpcm'), tiles({ width, height, data }, opaque ? 3 : 4)]);
}

function tiles(picture: Picture, channels: number): Buffer {
  const lengths: number[] = [];
  const rows: Buffer[] = [];
  for (let top = 0; top < picture.height; top += tileSide) {
    for (let left = 0; left < picture.width; left += tileSide) {
      const packed = tile(picture, left, top, channels);
      lengths.push(packed.length);
      rows.push(packed);
    }
    rows.push(Buffer.from([0xff, 1]));
  }
  return Buffer.concat([Buffer.from(Uint32Array.from(lengths).buffer), ...rows]);
}

function tile({ width, height, data }: Picture, left: number, top: number, channels: number): Buffer {
  const [right, bottom] = [Math.min(width, left + tileSide), Math.min(height, top + tileSide)];
  const bytes: number[] = [0xff, left / tileSide];
  const value = (x: number, y: number, channel: number): number =>
    x < left || y < top ? 0 : (data[(y * width + x) * 4 + (channel === 3 ? 3 : 2 - channel)] ?? 0);
  for (let y = top; y < bottom; y += 1) {
    const bits: number[] = [];
    for (let channel = 0; channel < channels; channel += 1) {
      const differences = Array.from({ length: right - left }, (_, at) => {
        const x = left + at;
        const guess = value(x - 1, y, channel) + value(x, y - 1, channel) - value(x - 1, y - 1, channel);
        return value(x, y, channel) - Math.max(0, Math.min(255, guess));
      });
      bits.push(...packRow(differences));
    }
    for (let at = 0; at < bits.length; at += 8) {
      bytes.push(bits.slice(at, at + 8).reduce((byte, bit, place) => byte | (bit << place), 0));
    }
  }
  return Buffer.from(bytes);
}

/** A run of 8 to 135 zeros, or how many bits a number has, these, and its sign. */
function packRow(differences: readonly number[]): number[] {
  const bits: number[] = [];
  for (let at = 0; at < differences.length;) {
    let run = 0;
    while (run < 135 && differences[at + run] === 0) run += 1;
    if (run >= 8) {
      bits.push(...code(15), ...lowest(run - 8, 7));
      at += run;
      continue;
    }
    const difference = differences[at] ?? 0;
    const length = Math.floor(Math.log2(Math.abs(difference) + 1));
    bits.push(...code(length));
    if (length > 0) bits.push(...lowest(Math.abs(difference) + 1 - 2 ** length, length), difference < 0 ? 1 : 0);
    at += 1;
  }
  return bits;
}

function code(number: number): number[] {
  return [...Array<number>(number >> 1).fill(0), 1, number & 1];
}

function lowest(number: number, count: number): number[] {
  return Array.from({ length: count }, (_, place) => (number >> place) & 1);
}
