import type { FileBytes } from '../reader.ts';
import { Cursor } from './cursor.ts';
import { longBlocks } from './layers.ts';
import { endOf, type Psd, type Section } from './psd-sections.ts';

/** Where the layers of files with more than 8 bits lie. */
const blocksOfLayers = new Set(['Lr16', 'Lr32', 'Layr']);
const mostBlocks = 1024;

/** Where the number of layers and the layers themselves are stored; null: there are none. Throws SkipError. */
export function findLayerInfo(file: FileBytes, { layers, large }: Psd): Section | null {
  const end = endOf(layers);
  if (layers.length < 4) return null;
  const cursor = new Cursor(file, layers.at, end);
  const length = cursor.length(large);
  if (length >= 2) return within({ at: cursor.at, length }, end);
  cursor.at += length;
  if (cursor.left < 4) return null;
  return findBlock(cursor, large, end);
}

/** Behind the mask of all layers lie blocks with their names and lengths. */
function findBlock(cursor: Cursor, large: boolean, end: number): Section | null {
  const mask = cursor.u32();
  cursor.at += mask;
  for (let blocks = 0; cursor.left >= 12 && blocks < mostBlocks; blocks += 1) {
    const signature = cursor.key();
    const key = cursor.key();
    if (signature !== '8BIM' && signature !== '8B64') return null;
    const length = cursor.length(large && longBlocks.has(key));
    if (blocksOfLayers.has(key) && length >= 2) return within({ at: cursor.at, length }, end);
    cursor.at += Math.ceil(length / 4) * 4;
  }
  return null;
}

function within(section: Section, end: number): Section | null {
  return endOf(section) <= end ? section : null;
}
