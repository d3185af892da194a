import { open, type FileHandle } from 'node:fs/promises';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';

const colourChannels = 3;
/** PackBits: as many bytes as may follow one that says how many they are. */
const literal = 128;

/**
 * Writes a file as Photoshop does: whole layers of the picture, not packed, until they take so many bytes, and the picture that they
 * make, packed row by row. The picture has no alpha. `isComposed`: whether the file says that this is what the layers look like.
 */
export async function writeLayeredPsd(
  path: string,
  picture: Uint8Array,
  layerBytes: number,
  isComposed = true,
): Promise<void> {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const planes = planesOf(data, width * height);
  const layers = Math.max(1, Math.round(layerBytes / (width * height * colourChannels)));
  await using file = await open(path, 'w');
  await file.write(header(width, height, isComposed));
  await writeLayers(file, planes, { width, height, layers });
  await file.write(packed(planes, width, height));
}

interface Layers {
  readonly width: number;
  readonly height: number;
  readonly layers: number;
}

function planesOf(pixels: Uint8Array, count: number): Buffer[] {
  return Array.from({ length: colourChannels }, (_, channel) => {
    const plane = Buffer.alloc(count);
    for (let at = 0; at < count; at += 1) plane[at] = pixels[at * colourChannels + channel] as number;
    return plane;
  });
}

/** Version 1, RGB of 8 bits; no palette, and one resource. */
function header(width: number, height: number, isComposed: boolean): Buffer {
  const bytes = Buffer.alloc(26 + 4);
  bytes.write('8BPS\0\x01', 'latin1');
  bytes.writeUInt16BE(colourChannels, 12);
  bytes.writeUInt32BE(height, 14);
  bytes.writeUInt32BE(width, 18);
  bytes.writeUInt16BE(8, 22);
  bytes.writeUInt16BE(3, 24);
  // Number 1057: a version, and whether there is a composite.
  const resource = Buffer.from(`8BIM\x04\x21\0\0\0\0\0\x06\0\0\0\x01${isComposed ? '\x01' : '\0'}\0`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(resource.length);
  return Buffer.concat([bytes, length, resource]);
}

async function writeLayers(
  file: FileHandle,
  planes: readonly Buffer[],
  { width, height, layers }: Layers,
): Promise<void> {
  const records = Buffer.concat(Array.from({ length: layers }, () => record(width, height)));
  const pixelBytes = layers * colourChannels * (2 + width * height);
  const info = 2 + records.length + pixelBytes;
  const padding = info % 2;
  const start = Buffer.alloc(10);
  start.writeUInt32BE(4 + info + padding + 4, 0);
  start.writeUInt32BE(info + padding, 4);
  start.writeInt16BE(layers, 8);
  await file.write(start);
  await file.write(records);
  for (let layer = 0; layer < layers; layer += 1) {
    // Two zero bytes before each plane: not packed.
    for (const plane of planes) {
      await file.write(Buffer.alloc(2));
      await file.write(plane);
    }
  }
  // No mask of all layers.
  await file.write(Buffer.alloc(padding + 4));
}

/** A layer of the size of the picture: where it lies, its channels, how it is mixed, its name. */
function record(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(16 + 2 + colourChannels * 6 + 12 + 4 + 12);
  bytes.writeUInt32BE(height, 8);
  bytes.writeUInt32BE(width, 12);
  bytes.writeUInt16BE(colourChannels, 16);
  for (let channel = 0; channel < colourChannels; channel += 1) {
    bytes.writeInt16BE(channel, 18 + channel * 6);
    bytes.writeUInt32BE(2 + width * height, 20 + channel * 6);
  }
  const mixed = 18 + colourChannels * 6;
  bytes.write('8BIMnorm', mixed, 'latin1');
  bytes.writeUInt8(255, mixed + 8);
  bytes.writeUInt32BE(12, mixed + 12);
  return bytes;
}

/** Rows of literals: how long each one is, then all of them. */
function packed(planes: readonly Buffer[], width: number, height: number): Buffer {
  const rowBytes = width + Math.ceil(width / literal);
  const bytes = Buffer.alloc(2 + planes.length * height * (2 + rowBytes));
  bytes.writeUInt16BE(1, 0);
  let at = 2;
  for (let row = 0; row < planes.length * height; row += 1, at += 2) bytes.writeUInt16BE(rowBytes, at);
  for (const plane of planes) {
    for (let row = 0; row < height; row += 1) {
      for (let from = 0; from < width; from += literal) {
        const length = Math.min(literal, width - from);
        bytes[at] = length - 1;
        plane.copy(bytes, at + 1, row * width + from, row * width + from + length);
        at += 1 + length;
      }
    }
  }
  return bytes;
}
