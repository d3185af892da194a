import { noPreview, previewOf } from '../encoded.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { readEntry } from './zip-entry.ts';

/** Krita and OpenRaster keep the finished picture, and a small one for file managers. */
const whole = 'mergedimage.png';
const small = ['preview.png', 'Thumbnails/thumbnail.png'] as const;

/** .kra and .ora. Errors as a Reader. */
export async function readLayeredZip(file: FileBytes, makeRoom: MakeRoom): Promise<Reading> {
  const entry = await readEntry(file, [whole, ...small], makeRoom);
  if (!entry) throw noPreview();
  return { ...previewOf(entry.bytes), isPreview: entry.name !== whole };
}

/** .procreate: its layers are in a form of its own. Errors as a Reader. */
export async function readProcreate(file: FileBytes, makeRoom: MakeRoom): Promise<Reading> {
  const entry = await readEntry(file, ['QuickLook/Thumbnail.png'], makeRoom);
  if (!entry) throw noPreview();
  return previewOf(entry.bytes);
}
