import { DataUtils, HalfFloatType, RGBAFormat, setConsoleFunction } from 'three';
import { EXRLoader } from 'three/addons/loaders/EXRLoader.js';
import { bytesFor, checkLength } from '../../limits/limits.ts';
import { messageOf, SkipError } from '../../limits/skip-error.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { checkExr } from './exr-check.ts';
import { isSoundHeader } from './exr-header.ts';
import { readExrPart } from './exr-part.ts';
import { toneMapped } from './tone.ts';

/** Attributes of a render may hold whole scripts. */
const headBytes = 4 * 1024 * 1024;
const largestFile = 256 * 1024 * 1024;
/** Four half floats, and the result. What is unpacked at a time is a few rows. */
const bytesPerPixel = 12;

// It would say of every pixel that it is too bright for a half float.
setConsoleFunction(() => undefined);

/** OpenEXR: the first part, channels R, G, B and A, or Y. Errors as a Reader. */
export function readExr(file: FileBytes, makeRoom: MakeRoom): Reading {
  checkLength(file.size, largestFile);
  const head = Buffer.from(file.read(0, headBytes));
  if (!isSoundHeader(head)) throw new SkipError('corrupt', 'its header is damaged');
  const part = readExrPart(head);
  if (!part) throw new SkipError('corrupt', 'it does not say how large it is');
  makeRoom(bytesFor(part, bytesPerPixel) + file.size * 2);
  const bytes = file.read(0, file.size);
  checkExr(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), part);
  const { width, height, data, format } = parse(bytes);
  if (format !== RGBAFormat) throw new SkipError('not-supported', 'it has other channels than those of colours');
  return { kind: 'pixels', width, height, channels: 4, data: shown(data as Uint16Array, width), isPreview: false };
}

function parse(bytes: Uint8Array): ReturnType<EXRLoader['parse']> {
  const { warn } = console;
  // It would say of every attribute that it does not know.
  console.warn = () => undefined;
  try {
    return new EXRLoader().setDataType(HalfFloatType).parse(new Uint8Array(bytes).buffer);
  } catch (error) {
    const message = messageOf(error);
    throw new SkipError(/unsupported/.test(message) ? 'not-supported' : 'corrupt', message, { cause: error });
  } finally {
    console.warn = warn;
  }
}

/** As sRGB, from the top down: half floats come from the bottom row up, multiplied by their alpha. */
function shown(halves: Uint16Array, width: number): Uint8Array {
  const table = Uint8Array.from({ length: 65_536 }, (_, half) => toneMapped(DataUtils.fromHalfFloat(half)));
  const data = new Uint8Array(halves.length);
  const row = width * 4;
  for (let from = 0, to = data.length - row; from < halves.length; from += row, to -= row) {
    for (let at = 0; at < row; at += 4) showPixel(halves, from + at, data, to + at, table);
  }
  return data;
}

const opaque = DataUtils.toHalfFloat(1);

function showPixel(halves: Uint16Array, from: number, data: Uint8Array, to: number, table: Uint8Array): void {
  const half = halves[from + 3] as number;
  const alpha = half === opaque ? 1 : Math.min(1, Math.max(0, DataUtils.fromHalfFloat(half)));
  data[to + 3] = Math.round(alpha * 255);
  for (let channel = 0; channel < 3; channel += 1) {
    const value = halves[from + channel] as number;
    const isWhole = alpha === 1 || alpha === 0;
    data[to + channel] = isWhole ? (table[value] as number) : toneMapped(DataUtils.fromHalfFloat(value) / alpha);
  }
}
