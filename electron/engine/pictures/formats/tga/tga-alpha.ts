import type { FileBytes } from '../reader.ts';
import type { TgaHeader } from './tga-header.ts';

const footerBytes = 26;
const signature = 'TRUEVISION-XFILE.\0';
/** In the extension area of version 2: what the alpha is. 4: multiplied into the colours; 0 to 2: nothing that is to be shown. */
const attributesAt = 494;

interface TgaAlpha {
  /** Makes what is in the pixels what it means. */
  apply(data: Uint8Array): void;
}

/** What the fourth channel of a Targa means: its header has the number of its bits, and a footer, where there is one, what it is for. */
export function readTgaAlpha(file: FileBytes, { alphaBits }: TgaHeader): TgaAlpha {
  const kind = readKind(file);
  if (alphaBits === 0 || (kind !== null && kind < 3)) return { apply: makeOpaque };
  return {
    apply(data) {
      // Programs that know no transparency leave it empty: nobody stores a picture of nothing.
      if (isEmpty(data)) makeOpaque(data);
      else if (kind === 4) divide(data);
    },
  };
}

function readKind(file: FileBytes): number | null {
  if (file.size < footerBytes) return null;
  const footer = Buffer.from(file.read(file.size - footerBytes, footerBytes));
  const area = footer.length === footerBytes && footer.toString('latin1', 8) === signature ? footer.readUInt32LE(0) : 0;
  return area > 0 && area < file.size ? (file.read(area + attributesAt, 1)[0] ?? null) : null;
}

function isEmpty(data: Uint8Array): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at]) return false;
  return true;
}

function makeOpaque(data: Uint8Array): void {
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
}

function divide(data: Uint8Array): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] as number;
    if (alpha === 0 || alpha === 255) continue;
    for (let channel = at; channel < at + 3; channel += 1) {
      data[channel] = Math.min(255, Math.round(((data[channel] as number) * 255) / alpha));
    }
  }
}
