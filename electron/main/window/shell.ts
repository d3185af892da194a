import {
  app,
  clipboard,
  dialog,
  ipcMain,
  shell,
  type BrowserWindow,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import { join } from 'node:path';
import type { EngineApi } from '../../contract/engine-api.ts';
import { AppError } from '../../contract/errors.ts';
import { dispatch } from '../../contract/channel/rpc.ts';
import { pictureEndings } from '../../contract/formats.ts';
import type { ShellApi } from '../../contract/shell/shell-api.ts';
import { shellSchemas } from '../../contract/shell/shell-schemas.ts';
import { channels } from '../../preload/channels.ts';
import { printPage } from './print-page.ts';
import { isOurPage } from './sender.ts';
import { dragFiles } from './drag-files.ts';
import type { SettingsStore } from '../settings.ts';
import type { Words } from './words.ts';

/** Of files that names can be imported from. */
const nameEndings = ['csv', 'tsv', 'json', 'xmp', 'db', 'ini'];

interface ShellOptions {
  readonly window: () => BrowserWindow | null;
  readonly engine: EngineApi;
  readonly settings: SettingsStore;
}

/** Answers the page's ShellApi calls. */
export function serveShell(options: ShellOptions): void {
  const api = shellApi(options);
  ipcMain.handle(channels.shellCall, (event, method: unknown, args: unknown) => {
    if (!isOurPage(event)) throw new Error('Not the page of Dramatis.');
    return dispatch(api, shellSchemas, String(method), args);
  });
}

function shellApi({ window, engine, settings }: ShellOptions): ShellApi {
  // The page names no paths: it can only ask for the one that the artist chose last.
  let exported: string | null = null;
  return {
    pickFolder: () => pick(window(), { title: settings.words.pickFolder, properties: ['openDirectory'] }),
    pickTarget: () =>
      pick(window(), { title: settings.words.pickTarget, properties: ['openDirectory', 'createDirectory'] }),
    pickModels: () => pick(window(), { title: settings.words.pickModels, properties: ['openDirectory'] }),
    pickPicture: () =>
      pick(window(), {
        title: settings.words.pickPicture,
        properties: ['openFile'],
        filters: [{ name: settings.words.pictures, extensions: [...pictureEndings] }],
      }),
    pickImport: () =>
      pick(window(), {
        title: settings.words.pickImport,
        properties: ['openFile', 'showHiddenFiles'],
        filters: [
          { name: settings.words.named, extensions: [...nameEndings] },
          { name: settings.words.pictures, extensions: [...pictureEndings] },
        ],
      }),
    pickExport: async (format) => {
      const options = exportOptions(format, settings.words);
      const main = window();
      const { filePath } = main ? await dialog.showSaveDialog(main, options) : await dialog.showSaveDialog(options);
      exported = filePath === '' ? exported : filePath;
      return filePath === '' ? null : filePath;
    },
    printExport: async () => {
      if (exported !== null) await printPage(`${exported}.html`, exported);
    },
    revealExport: async () => {
      if (exported !== null) shell.showItemInFolder(exported);
    },
    revealPicture: async (id) => {
      const [path] = (await engine.getPicture(id)).paths;
      if (path === undefined) throw new AppError('picture-gone', id);
      shell.showItemInFolder(path);
    },
    dragFiles: (of) => dragFiles(window(), engine, of),
    copyText: async (text) => clipboard.writeText(text),
    getSettings: async () => settings.value,
    setSettings: async (changed) => settings.change(changed),
  };
}

function exportOptions(format: 'csv' | 'json' | 'cast', words: Words): SaveDialogOptions {
  const endings = format === 'cast' ? ['html', 'pdf'] : [format];
  return {
    title: format === 'cast' ? words.pickCast : words.pickExport,
    defaultPath: join(app.getPath('documents'), `${format === 'cast' ? 'cast' : 'dramatis'}.${endings[0]}`),
    filters: endings.map((ending) => ({ name: ending.toUpperCase(), extensions: [ending] })),
    // Windows and macOS ask by themselves.
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  };
}

async function pick(window: BrowserWindow | null, options: OpenDialogOptions): Promise<string | null> {
  const { filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return filePaths[0] ?? null;
}
