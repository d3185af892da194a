import { clipboard, ipcMain, nativeImage, shell, type BrowserWindow } from 'electron';
import type { EngineApi } from '../../contract/api/engine-api.ts';
import type { PictureId } from '../../contract/ids.ts';
import { AppError } from '../../contract/errors.ts';
import { dispatch } from '../../contract/channel/rpc.ts';
import type { ShellApi } from '../../contract/shell/shell-api.ts';
import { shellSchemas } from '../../contract/shell/shell-schemas.ts';
import { channels } from '../../preload/channels.ts';
import { printPage } from './print-page.ts';
import { isOfFolders } from './is-of-folders.ts';
import { isOurPage } from './sender.ts';
import { dragFiles } from './drag-files.ts';
import { fileDialogs } from './file-dialogs.ts';
import type { Programs } from '../programs/programs.ts';
import type { SettingsStore } from '../settings.ts';
import type { Trash } from './trash.ts';

interface ShellOptions {
  readonly window: () => BrowserWindow | null;
  readonly engine: EngineApi;
  readonly settings: SettingsStore;
  readonly programs: Programs;
  readonly trash: Trash;
}

/** Answers the page's ShellApi calls. */
export function serveShell(options: ShellOptions): void {
  const api = shellApi(options);
  ipcMain.handle(channels.shellCall, (event, method: unknown, args: unknown) => {
    if (!isOurPage(event)) throw new Error('Not the page of Dramatis.');
    return dispatch(api, shellSchemas, String(method), args);
  });
}

function shellApi({ window, engine, settings, programs, trash }: ShellOptions): ShellApi {
  // The page names no paths: it can only ask for the one that the artist chose last.
  let exported: string | null = null;
  const { pickProgram, ...dialogs } = fileDialogs(window, () => settings.words);
  return {
    ...dialogs,
    pickExport: async (format) => {
      const path = await dialogs.pickExport(format);
      exported = path ?? exported;
      return path;
    },
    printExport: async () => {
      if (exported !== null) await printPage(`${exported}.html`, exported);
    },
    revealExport: async () => {
      if (exported !== null) shell.showItemInFolder(exported);
    },
    listPrograms: () => programs.list(),
    addProgram: async () => {
      const path = await pickProgram();
      if (path !== null) programs.add(path);
      return programs.list();
    },
    removeProgram: async (id) => {
      programs.remove(id);
      return programs.list();
    },
    openPicture: async (id, program) => {
      const path = await pathOf(engine, id);
      if (program !== null) return programs.open(program, path);
      const problem = await shell.openPath(path);
      if (problem !== '') throw new AppError('not-opened', path);
    },
    openShared: async (root, below) => {
      // The engine lets no path out of the folder, and only pictures.
      const path = await engine.studioFile(root, below);
      if ((await shell.openPath(path)) !== '') throw new AppError('not-opened', path);
    },
    copyPicture: async (id) => copyPng(await engine.pictureAsPng(id)),
    revealPicture: async (id) => shell.showItemInFolder(await pathOf(engine, id)),
    revealFolder: async (path) => {
      const { folders } = await engine.snapshot();
      if (!isOfFolders(path, folders)) throw new AppError('folder-not-found', path);
      shell.showItemInFolder(path);
    },
    dragFiles: (of) => dragFiles(window(), engine, of),
    trashFiles: (files) => trash.move(files),
    restorableFiles: async () => trash.restorable(),
    restoreTrashed: async () => trash.restore(),
    copyText: async (text) => clipboard.writeText(text),
    getSettings: async () => settings.value,
    setSettings: async (changed) => settings.change(changed),
  };
}

/** The page never names a file: the engine says which one an id stands for. Throws `picture-gone`. */
async function pathOf(engine: EngineApi, id: PictureId): Promise<string> {
  const [path] = (await engine.getPicture(id)).paths;
  if (path === undefined) throw new AppError('picture-gone', id);
  return path;
}

async function copyPng(bytes: Uint8Array): Promise<void> {
  // Asked for only now: the older Electron of the fallback does not have it, and would not start.
  const electron: Partial<Pick<typeof import('electron'), 'ClipboardItem'>> = await import('electron');
  const type = 'image/png';
  if (electron.ClipboardItem)
    await clipboard.write([new electron.ClipboardItem({ [type]: new Blob([new Uint8Array(bytes)], { type }) })]);
  else (clipboard as unknown as OlderClipboard).writeImage(nativeImage.createFromBuffer(Buffer.from(bytes)));
}

/** As it was in Electrons without `ClipboardItem`. */
interface OlderClipboard {
  writeImage(image: Electron.NativeImage): void;
}
