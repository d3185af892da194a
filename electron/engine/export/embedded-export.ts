import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { ExportResult } from '../../contract/api/export-api.ts';
import { renameOverSync } from '../../disk/rename-over.ts';
import { readEmbeddedXmp, refuseWithoutPlace, sameBesidesXmp, writeWithXmp } from '../metadata/embedded-xmp.ts';
import { withPicture } from '../pictures/decode.ts';
import type { RewrittenFile } from '../store/pictures/pictures.ts';
import { regionsFor } from './regions-of-picture.ts';
import { exportToPictures, Refused, type FacesOfFiles, type PictureExport } from './to-pictures.ts';
import { partBeside } from './write-sidecar.ts';
import { mergeRegions } from './xmp.ts';

interface EmbeddedExport extends Omit<PictureExport, 'kept'> {
  /** Told as soon as the file has its new bytes; null: nothing is written, it is only counted. */
  readonly onRewritten: ((file: RewrittenFile) => void) | null;
}

/** Of a packet in a file, which programs look for by it (XMP specification, part 1, 7.3). */
const wrapper = {
  before: '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n',
  after: '\n<?xpacket end="w"?>',
};

/**
 * Puts named faces into the pictures' own files. The original stays until what takes its place was read back: the same pixels, the same
 * bytes but for the packet, and the packet as it was meant.
 */
export function exportIntoFiles(files: FacesOfFiles, options: EmbeddedExport): Promise<ExportResult> {
  return exportToPictures(files, options, async (path, inPicture) => {
    const regions = await regionsFor(path, inPicture, options.characters);
    const before = readEmbeddedXmp(path);
    const merged = mergeRegions(before, regions);
    if (merged === before) return 'same';
    const packet = before === null ? wrapper.before + merged + wrapper.after : merged;
    const [face] = inPicture;
    refuseWithoutPlace(path, packet);
    if (options.onRewritten && face) options.onRewritten({ ...(await embed(path, packet)), picture: face.picture });
    return before === null ? 'written' : 'merged';
  });
}

/** Links stay: the file that they lead to is the one that changes. */
async function embed(path: string, packet: string): Promise<Omit<RewrittenFile, 'picture'>> {
  const target = fs.realpathSync(path);
  for (const needed of [target, dirname(target)]) fs.accessSync(needed, fs.constants.W_OK);
  const before = fs.statSync(target);
  return partBeside(target, async (part) => {
    // A copy has the rights, and on some systems the marks, that the file has.
    fs.copyFileSync(target, part, fs.constants.COPYFILE_EXCL);
    writeInto(part, (file) => writeWithXmp(target, packet, file));
    fs.utimesSync(part, before.atime, before.mtime);
    if (!(await isAsMeant(target, part, packet))) throw new Refused('not-verified');
    const hash = await hashOf(part);
    const { size, mtimeMs } = fs.statSync(target);
    if (size !== before.size || mtimeMs !== before.mtimeMs) throw new AppError('not-writable', path);
    renameOverSync(part, target);
    const now = fs.statSync(target);
    return { path, hash, size: now.size, mtimeMs: now.mtimeMs };
  });
}

function writeInto(part: string, write: (file: number) => void): void {
  const file = fs.openSync(part, 'r+');
  try {
    fs.ftruncateSync(file);
    write(file);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

async function isAsMeant(original: string, made: string, packet: string): Promise<boolean> {
  if (readEmbeddedXmp(made) !== packet || !sameBesidesXmp(original, made)) return false;
  return (await pixelsOf(original)) === (await pixelsOf(made));
}

/** Of the whole picture, as libvips reads it. */
function pixelsOf(path: string): Promise<string> {
  return withPicture(path, async (picture, { width, height }) => {
    const pixels = await picture.raw().toBuffer();
    return createHash('sha256').update(`${width} ${height} `).update(pixels).digest('hex');
  });
}

async function hashOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const bytes of fs.createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest();
}
