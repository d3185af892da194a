import { SkipError } from '../../limits/skip-error.ts';
import type { FileBytes } from '../reader.ts';

/** Numbers of the file format. */
export const modes = { bitmap: 0, grey: 1, indexed: 2, rgb: 3, cmyk: 4, multichannel: 7, duotone: 8, lab: 9 } as const;

/** A part of the file, in bytes. */
export interface Section {
  readonly at: number;
  readonly length: number;
}

export interface Psd {
  /** PSB: lengths that may exceed 4 GB are stored in twice as many bytes. */
  readonly large: boolean;
  readonly channels: number;
  readonly width: number;
  readonly height: number;
  /** Bits per channel. */
  readonly depth: number;
  readonly mode: number;
  readonly palette: Section;
  readonly resources: Section;
  readonly layers: Section;
  /** Where the composed picture starts, with its kind of compression. */
  readonly composite: number;
}

const headerBytes = 26;

/** Where everything lies in a file of Photoshop: only the lengths of its sections are read. Throws SkipError. */
export function readSections(file: FileBytes): Psd {
  const header = viewOf(file, 0, headerBytes);
  const version = header.getUint16(4);
  if (version !== 1 && version !== 2) throw new SkipError('not-supported', `Photoshop file of version ${version}`);
  const large = version === 2;
  const palette = sectionAt(file, headerBytes, false);
  const resources = sectionAt(file, endOf(palette), false);
  const layers = sectionAt(file, endOf(resources), large);
  return {
    large,
    channels: header.getUint16(12),
    height: header.getUint32(14),
    width: header.getUint32(18),
    depth: header.getUint16(22),
    mode: header.getUint16(24),
    palette,
    resources,
    layers,
    composite: endOf(layers),
  };
}

/** A section that begins with its own length. Throws SkipError where it does not end inside the file. */
function sectionAt(file: FileBytes, at: number, long: boolean): Section {
  const lengthBytes = long ? 8 : 4;
  const view = viewOf(file, at, lengthBytes);
  const length = long ? Number(view.getBigUint64(0)) : view.getUint32(0);
  const section = { at: at + lengthBytes, length };
  if (endOf(section) > file.size) throw cutOff();
  return section;
}

export function endOf({ at, length }: Section): number {
  return at + length;
}

/** Throws SkipError where the file ends before. */
export function bytesAt(file: FileBytes, at: number, length: number): Uint8Array {
  if (at + length > file.size) throw cutOff();
  const bytes = file.read(at, length);
  if (bytes.length < length) throw cutOff();
  return bytes;
}

/** Throws SkipError where the file ends before. */
export function viewOf(file: FileBytes, at: number, length: number): DataView {
  const bytes = bytesAt(file, at, length);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function cutOff(): SkipError {
  return new SkipError('corrupt', 'the end of the file is missing');
}
