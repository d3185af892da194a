import { app, nativeImage, type BrowserWindow, type NativeImage } from 'electron';
import type { EngineApi } from '../../contract/api/engine-api.ts';
import type { CharacterId, PictureId } from '../../contract/ids.ts';
import type { FilesOf } from '../../contract/shell/shell-api.ts';

/** More files than anyone drops at once; the system's drag carries a list of all their paths. */
const mostFiles = 5_000;
const facesAtOnce = 10_000;
const iconSize = 48;

/** Starts the system's drag of the files; the engine says which files the ids stand for. Answers their number. */
export async function dragFiles(window: BrowserWindow | null, engine: EngineApi, of: FilesOf): Promise<number> {
  const paths =
    'pictures' in of ? await pathsOfPictures(engine, of.pictures) : await pathsOfGroups(engine, of.characters);
  const [file] = paths;
  if (file === undefined || !window) return 0;
  const icon = await iconOf(file);
  window.webContents.startDrag({ file, files: paths, icon });
  return paths.length;
}

async function pathsOfPictures(engine: EngineApi, pictures: readonly PictureId[]): Promise<string[]> {
  const found = await Promise.all(pictures.slice(0, mostFiles).map((id) => engine.getPicture(id)));
  return found.flatMap(({ paths }) => paths[0] ?? []);
}

async function pathsOfGroups(engine: EngineApi, groups: readonly CharacterId[]): Promise<string[]> {
  const faces = await Promise.all(groups.map((id) => engine.listFaces(id, { offset: 0, limit: facesAtOnce })));
  return [...new Set(faces.flat().map(({ path }) => path))].slice(0, mostFiles);
}

/** What the pointer carries: as the system shows the file, or a plain sheet where it has no picture for it. */
async function iconOf(file: string): Promise<NativeImage> {
  const icon = await app.getFileIcon(file, { size: 'normal' }).catch(() => nativeImage.createEmpty());
  return icon.isEmpty() ? sheet() : icon;
}

/** A light sheet with a grey edge, drawn here: the drag has to have an icon. BGRA, premultiplied. */
function sheet(): NativeImage {
  const pixels = Buffer.alloc(iconSize * iconSize * 4);
  for (let at = 0; at < iconSize * iconSize; at += 1) {
    const [x, y] = [at % iconSize, Math.floor(at / iconSize)];
    const edge = Math.min(x, y, iconSize - 1 - x, iconSize - 1 - y) < 2;
    pixels.fill(edge ? 0x80 : 0xe8, at * 4, at * 4 + 3);
    pixels[at * 4 + 3] = 0xff;
  }
  return nativeImage.createFromBitmap(pixels, { width: iconSize, height: iconSize });
}
