import { app, dialog, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pictureEndings } from '../../contract/formats.ts';
import type { ShellApi } from '../../contract/shell/shell-api.ts';
import { withEnding } from './with-ending.ts';
import type { Words } from './words.ts';

/** Of files that names can be imported from. */
const nameEndings = ['csv', 'tsv', 'json', 'xmp', 'db', 'ini'];

type Pickers = Pick<ShellApi, 'pickFolder' | 'pickTarget' | 'pickModels' | 'pickPicture' | 'pickImport'>;

export interface FileDialogs extends Pickers {
  pickProgram(): Promise<string | null>;
  /** Where to save. */
  pickExport(format: Exported): Promise<string | null>;
}

/** The system's dialogs for files and folders, in the language chosen now. Each answers null where the artist goes back. */
export function fileDialogs(window: () => BrowserWindow | null, words: () => Words): FileDialogs {
  const pick = (title: keyof Words, options: OpenDialogOptions) =>
    open(window(), { title: words()[title], ...options });
  return {
    pickFolder: () => pick('pickFolder', { properties: ['openDirectory'] }),
    pickTarget: () => pick('pickTarget', { properties: ['openDirectory', 'createDirectory'] }),
    pickModels: () => pick('pickModels', { properties: ['openDirectory'] }),
    pickProgram: () => pick('pickProgram', { properties: ['openFile'] }),
    pickPicture: () => pick('pickPicture', { properties: ['openFile'], filters: [pictures(words())] }),
    pickImport: () =>
      pick('pickImport', {
        properties: ['openFile', 'showHiddenFiles'],
        filters: [{ name: words().named, extensions: [...nameEndings] }, pictures(words())],
      }),
    pickExport: (format) => save(window(), exportOptions(format, words()), endingsOf(format)),
  };
}

function pictures(words: Words) {
  return { name: words.pictures, extensions: [...pictureEndings] };
}

type Exported = 'csv' | 'json' | 'cast';

function endingsOf(format: Exported): readonly string[] {
  return format === 'cast' ? ['html', 'pdf', 'png'] : [format];
}

function exportOptions(format: Exported, words: Words): SaveDialogOptions {
  const endings = endingsOf(format);
  return {
    title: format === 'cast' ? words.pickCast : words.pickExport,
    defaultPath: join(app.getPath('documents'), `${format === 'cast' ? 'cast' : 'dramatis'}.${endings[0]}`),
    filters: endings.map((ending) => ({ name: ending.toUpperCase(), extensions: [ending] })),
    // Windows and macOS ask by themselves.
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  };
}

async function open(window: BrowserWindow | null, options: OpenDialogOptions): Promise<string | null> {
  const { filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return filePaths[0] ?? null;
}

/** Whether to replace what is there the dialog asks of the very name that is written: it is opened again where an ending was missing. */
async function save(
  window: BrowserWindow | null,
  options: SaveDialogOptions,
  endings: readonly string[],
): Promise<string | null> {
  const { filePath } = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  if (filePath === '') return null;
  const whole = withEnding(filePath, endings);
  return whole === filePath || !existsSync(whole) ? whole : save(window, { ...options, defaultPath: whole }, endings);
}
