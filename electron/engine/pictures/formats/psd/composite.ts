import { inflateSync } from 'node:zlib';
import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes, MakeRoom } from '../reader.ts';
import { bytesAt, viewOf, type Psd } from './psd-sections.ts';
import { compressions } from './tiff.ts';
import { undoPrediction } from './prediction.ts';

/** Rows of planes, one plane after another. */
export interface Rows {
  readonly compression: number;
  /** Of each row, bytes. */
  readonly rowBytes: Uint32Array;
  readonly data: Uint8Array;
}

/** Kinds of compression of Photoshop. */
const raw = 0;
const runLength = 1;
const zip = 2;
const zipWithPrediction = 3;

/** Reads the first planes of the picture that Photoshop has composed. Throws SkipError. */
export function readComposite(file: FileBytes, psd: Psd, planes: number, makeRoom: MakeRoom): Rows {
  const compression = viewOf(file, psd.composite, 2).getUint16(0);
  const at = psd.composite + 2;
  switch (compression) {
    case raw:
      return readRaw(file, psd, at, planes, makeRoom);
    case runLength:
      return readRuns(file, psd, at, planes, makeRoom);
    case zip:
    case zipWithPrediction:
      return readZip(file, psd, at, planes, makeRoom, compression === zipWithPrediction);
    default:
      throw new SkipError('corrupt', `compression ${compression}`);
  }
}

/** Bytes of a row that is not compressed. */
export function rowLength({ width, depth }: Psd): number {
  return Math.ceil((width * depth) / 8);
}

function plainRows(psd: Psd, planes: number, data: Uint8Array): Rows {
  const rowBytes = new Uint32Array(planes * psd.height).fill(rowLength(psd));
  return { compression: compressions.none, rowBytes, data };
}

function readRaw(file: FileBytes, psd: Psd, at: number, planes: number, makeRoom: MakeRoom): Rows {
  const length = planes * psd.height * rowLength(psd);
  makeRoom(2 * length);
  return plainRows(psd, planes, bytesAt(file, at, length));
}

/** The lengths of all rows of all planes come first. Photoshop packs as TIFF does. */
function readRuns(file: FileBytes, psd: Psd, at: number, planes: number, makeRoom: MakeRoom): Rows {
  const wide = psd.large ? 4 : 2;
  const lengths = viewOf(file, at, planes * psd.height * wide);
  const rowBytes = new Uint32Array(planes * psd.height);
  let length = 0;
  for (let row = 0; row < rowBytes.length; row += 1) {
    const bytes = psd.large ? lengths.getUint32(row * 4) : lengths.getUint16(row * 2);
    rowBytes[row] = bytes;
    length += bytes;
  }
  makeRoom(2 * length + rowBytes.length * 12);
  const data = bytesAt(file, at + psd.channels * psd.height * wide, length);
  return { compression: compressions.packBits, rowBytes, data };
}

/** One stream for all planes, to the end of the file. */
function readZip(
  file: FileBytes,
  psd: Psd,
  at: number,
  planes: number,
  makeRoom: MakeRoom,
  hasPrediction: boolean,
): Rows {
  const wanted = planes * psd.height * rowLength(psd);
  const all = psd.channels * psd.height * rowLength(psd);
  makeRoom(file.size - at + all + wanted);
  const data = inflateSync(file.read(at, file.size - at), { maxOutputLength: all }).subarray(0, wanted);
  if (data.length < wanted) throw new SkipError('corrupt', 'the end of the picture is missing');
  if (hasPrediction) undoPrediction(data, psd.width, psd.depth);
  return plainRows(psd, planes, data);
}
