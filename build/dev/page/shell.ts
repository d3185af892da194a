import type { ShellApi } from '../../../electron/contract/shell/shell-api.ts';
import { defaultWindowSettings, type WindowSettings } from '../../../electron/contract/shell/window-settings.ts';
import { wanted } from './address.ts';

const settingsKey = 'dramatis-settings';

/** The address speaks for the dialog where it names a path: `?pick-folder=/home/mika/art`. Otherwise a prompt asks. */
async function pick(name: string, question: string, proposal = ''): Promise<string | null> {
  const path = wanted.get(name) ?? window.prompt(question, proposal);
  return path === null || path.trim() === '' ? null : path.trim();
}

/** Those of the address come before those that were kept. */
function settings(): WindowSettings {
  const kept = JSON.parse(localStorage.getItem(settingsKey) ?? '{}') as Partial<WindowSettings>;
  const named = {
    ...(wanted.has('theme') && { theme: wanted.get('theme') as WindowSettings['theme'] }),
    ...(wanted.has('lang') && { language: wanted.get('lang') as WindowSettings['language'] }),
    ...(wanted.has('tile') && { tileSize: Number(wanted.get('tile')) }),
  };
  return { ...defaultWindowSettings, ...kept, ...named };
}

/** What Electron does in the app, as far as a browser can. */
export const shell: ShellApi = {
  pickFolder: () => pick('pick-folder', 'Folder with pictures'),
  pickTarget: () => pick('pick-target', 'Folder to move or copy to'),
  pickModels: () => pick('pick-models', 'Folder with networks'),
  trashFiles: async (stacks) => ({
    files: 0,
    stays: stacks.flatMap(({ going }) => going.map(({ path }) => ({ path, why: 'refused' as const }))),
    canRestore: false,
  }),
  restorableFiles: async () => 0,
  restoreTrashed: async () => ({ files: 0, beside: [], failed: 0 }),
  printExport: async () => undefined,
  pickImport: () => pick('pick-import', 'File with names'),
  pickPicture: () => pick('pick-picture', 'Picture'),
  pickExport: (format) => pick('pick-export', 'File to write', `dramatis.${format}`),
  revealExport: async () => console.info('In the app, the file manager shows the file that was written.'),
  listPrograms: async () => [],
  addProgram: async () => [],
  removeProgram: async () => [],
  openPicture: async (id) => console.info(`In the app, another program opens picture ${id}.`),
  openShared: async (root, path) => console.info(`In the app, another program opens ${root}/${path}.`),
  copyPicture: async (id) => console.info(`In the app, picture ${id} is on the clipboard.`),
  revealPicture: async (id) => console.info(`In the app, the file manager shows picture ${id}.`),
  revealFolder: async (path) => console.info(`In the app, the file manager shows ${path}.`),
  dragFiles: async () => 0,
  copyText: (text) => navigator.clipboard.writeText(text),
  getSettings: async () => settings(),
  setSettings: async (changed) => localStorage.setItem(settingsKey, JSON.stringify(changed)),
};
