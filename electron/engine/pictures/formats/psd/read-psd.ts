import { bytesFor } from '../../limits/limits.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { coloursOf } from './colours.ts';
import { isComposed, readUncomposed } from './uncomposed.ts';
import { checkedPieces, findComposite, rowsOf, type StoredPlanes } from './stored-planes.ts';
import { labToRgb, labWhite } from './lab.ts';
import { readMultichannel } from './multichannel.ts';
import { mapPacked } from './packbits.ts';
import { bytesAt, modes, readSections, viewOf, type Psd, type Section } from './psd-sections.ts';
import { findResources, resourceIds } from './resources.ts';
import { compressions, tiffOf, type Planes } from '../tiff/tiff.ts';
import { toBytes } from './to-bytes.ts';
import { hasTransparency, takeWhiteAway } from './transparency.ts';

/**
 * Reads the picture that Photoshop has composed of the layers: the layers are passed over by their length. Where there is none, the
 * layers are composed here, or else the thumbnail is what is shown. Throws SkipError.
 */
export function readPsd(file: FileBytes, makeRoom: MakeRoom): Reading {
  const psd = readSections(file);
  const resources = findResources(file, psd.resources);
  if (psd.mode === modes.multichannel) return readMultichannel(file, psd, resources, makeRoom);
  const { channels, photometric } = coloursOf(psd);
  // Light and Lab are sRGB when they have been read.
  const isSrgb = psd.depth === 32 || psd.mode === modes.lab;
  const profile = isSrgb ? null : contentOf(file, resources.get(resourceIds.profile));
  const colours = () => findComposite(file, psd, channels, { held: 0, makeRoom });
  if (!isComposed(file, psd, resources, colours)) return readUncomposed(file, psd, resources, profile, makeRoom);
  const hasAlpha = hasTransparency(file, psd, channels, resources);
  const planes = channels + (hasAlpha ? 1 : 0);
  const held = bytesFor(psd, planes) + planes * psd.height * 12;
  const stored = findComposite(file, psd, planes, { held, makeRoom });
  const isAsInTiff = psd.depth === 8 && !hasAlpha && psd.mode !== modes.lab;
  const bytes = tiffOf({
    ...psd,
    ...(isAsInTiff ? asStored(psd, stored) : asBytes(psd, stored, planes, hasAlpha)),
    channels: planes,
    photometric,
    hasAlpha,
    palette: psd.mode === modes.indexed ? paletteOf(file, psd, resources) : null,
    profile,
  });
  return { kind: 'encoded', bytes, isPreview: false };
}

type Rows = Pick<Planes, 'compression' | 'rowBytes' | 'fill'>;

/** TIFF packs rows as Photoshop does. */
function asStored(psd: Psd, stored: StoredPlanes): Rows {
  const { isPacked, rowBytes } = stored;
  const fill = (data: Uint8Array): void => {
    let at = 0;
    for (const piece of checkedPieces(stored, psd)) {
      data.set(piece, at);
      at += piece.length;
    }
    if (psd.mode === modes.cmyk) invert(data, isPacked);
  };
  return { compression: isPacked ? compressions.packBits : compressions.none, rowBytes, fill };
}

function asBytes(psd: Psd, stored: StoredPlanes, planes: number, hasAlpha: boolean): Rows {
  const { width, height, mode } = psd;
  const pixels = width * height;
  const [light, share] = [toBytes(psd.depth), toBytes(psd.depth, 'share')];
  const shares = hasAlpha ? (planes - 1) * pixels : Infinity;
  const fill = (data: Uint8Array): void => {
    let at = 0;
    for (const row of rowsOf(stored, psd)) {
      (at < shares ? light : share)(row, data.subarray(at, at + width));
      at += width;
    }
    if (hasAlpha) takeWhiteAway(data, pixels, mode === modes.lab ? labWhite : []);
    if (mode === modes.lab) labToRgb(data, pixels);
    if (mode === modes.cmyk) invert(data.subarray(0, 4 * pixels), false);
  };
  return { compression: compressions.none, rowBytes: new Uint32Array(planes * height).fill(width), fill };
}

/** Photoshop stores how much paper shows, TIFF how much ink there is. */
function invert(data: Uint8Array, isPacked: boolean): void {
  if (isPacked) mapPacked(data, (byte) => ~byte);
  else for (let at = 0; at < data.length; at += 1) data[at] = ~(data[at] as number);
}

/** Red, green and blue of 256 colours; one of them may stand for what is transparent. */
function paletteOf(file: FileBytes, { palette }: Psd, resources: ReadonlyMap<number, Section>): Uint8Array {
  const found = new Uint8Array(bytesAt(file, palette.at, 768));
  const transparent = resources.get(resourceIds.transparentIndex);
  const index = transparent?.length === 2 ? viewOf(file, transparent.at, 2).getUint16(0) : 256;
  // As behind all pictures, see decode.ts.
  if (index < 256) for (const plane of [0, 256, 512]) found[plane + index] = 224;
  return found;
}

const mostResourceBytes = 16 * 1024 * 1024;

function contentOf(file: FileBytes, section: Section | undefined): Uint8Array | null {
  if (!section || section.length > mostResourceBytes) return null;
  return bytesAt(file, section.at, section.length);
}
