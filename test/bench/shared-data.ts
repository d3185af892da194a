import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Box } from '../../electron/contract/geometry.ts';

/** Data that lies beside the checkout and is never part of it: see its docs/DATA.md. */
export const sharedFolder = join(import.meta.dirname, '../../../shared');

export function sharedDataIsThere(): boolean {
  return existsSync(join(sharedFolder, 'faces/index.csv')) && existsSync(join(sharedFolder, 'scenes/faces.json'));
}

/** A box drawn by hand, fractions of the picture; `ignore`: finding it is neither right nor wrong. */
export interface HandBox {
  readonly box: Box;
  readonly ignore: boolean;
}

/** The hand-boxed pictures by path. */
export async function readHandBoxes(): Promise<Map<string, HandBox[]>> {
  type Row = { x: number; y: number; w: number; h: number; ignore: boolean };
  const text = await readFile(join(sharedFolder, 'scenes/faces.json'), 'utf8');
  const pictures = Object.entries(JSON.parse(text) as Record<string, Row[]>);
  return new Map(
    pictures.map(([path, rows]) => [path, rows.map(({ x, y, w, h, ignore }) => ({ box: [x, y, w, h], ignore }))]),
  );
}

/** A labelled face crop. Pictures of one identity that share `drawing` are one drawing, re-saved or recoloured. */
export interface LabelledFace {
  readonly path: string;
  readonly source: string;
  readonly identity: string;
  readonly drawing: string;
}

export async function readFaces(split: 'train' | 'val'): Promise<LabelledFace[]> {
  const [, ...rows] = parseCsv(await readFile(join(sharedFolder, 'faces/index.csv'), 'utf8'));
  return rows
    .filter((row) => row[4] === split)
    .map(([path = '', source = '', identity = '', drawing = '']) => ({ path, source, identity, drawing }));
}

/** RFC 4180 without line breaks inside fields. */
function parseCsv(text: string): string[][] {
  const field = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  return lines.map((line) =>
    [...line.matchAll(field)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
  );
}

/** Yields the files of a folder's tars whose path is wanted, in the order of the tars; one tar is in memory at a time. */
export async function* readPictures(
  folder: 'faces' | 'scenes',
  wanted: (path: string) => boolean,
): AsyncGenerator<{ path: string; bytes: Uint8Array }> {
  const names = (await readdir(join(sharedFolder, folder))).filter((name) => name.endsWith('.tar'));
  for (const name of names.sort()) {
    const tar = await readFile(join(sharedFolder, folder, name));
    for (const { path, bytes } of tarEntries(tar)) if (wanted(path)) yield { path, bytes };
  }
}

/**
 * Regular files of a pax archive: 512-byte blocks, name at 0, size in octal at 124, type at 156; the path of a name that is not
 * ASCII stands in an extended header before it (POSIX.1-2001, "pax Interchange Format").
 */
function* tarEntries(tar: Buffer): Generator<{ path: string; bytes: Uint8Array }> {
  const text = (start: number, length: number): string =>
    tar.toString('utf8', start, start + length).split('\0', 1)[0] ?? '';
  let longPath: string | undefined;
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const content = tar.subarray(at + 512, at + 512 + size);
    const type = text(at + 156, 1);
    if (type === 'x') longPath = /^\d+ path=(.*)$/m.exec(content.toString())?.[1];
    if (type === '0') yield { path: longPath ?? text(at, 100), bytes: content };
    if (type !== 'x') longPath = undefined;
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
