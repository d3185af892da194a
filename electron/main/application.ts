import { app, BrowserWindow, dialog, ipcMain, shell } from 'electron';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { serveAssets } from './window/asset-protocol.ts';
import { channels } from '../preload/channels.ts';
import { EngineHost } from './engine/engine-host.ts';
import { EngineRelay } from './engine/engine-relay.ts';
import { refusePermissions } from './window/lock-down.ts';
import { LogFile } from './engine/log-file.ts';
import { setMenu } from './window/menu.ts';
import { servePage } from './window/page-protocol.ts';
import type { Homes, Parts } from './places.ts';
import { isOurPage } from './window/sender.ts';
import { Programs } from './programs/programs.ts';
import { SettingsStore } from './settings.ts';
import { serveShell } from './window/shell.ts';
import { Updates } from './updates/updates.ts';
import { openWindow } from './window/window.ts';

const secondStartSchema = z.object({ folders: z.array(z.string()) });

/** One library, one engine, one window: what lives between the app's start and its end. */
export class Application {
  readonly #parts: Parts;
  readonly #homes: Homes;
  readonly #logPath = join(app.getPath('userData'), 'logs/engine.log');
  readonly #settings: SettingsStore;
  readonly #host: EngineHost;
  readonly #relay: EngineRelay;
  readonly #updates: Updates | null;
  #window: BrowserWindow | null = null;

  constructor(parts: Parts, homes: Homes, { libraryAnyway }: { libraryAnyway: boolean }) {
    this.#parts = parts;
    this.#homes = homes;
    this.#settings = new SettingsStore(homes.settings, () => this.#showMenu());
    this.#relay = new EngineRelay((method, args) => this.#host.call(method, args));
    const log = new LogFile(this.#logPath);
    this.#updates = Updates.areHere
      ? new Updates({
          home: homes.settings,
          words: () => this.#settings.words,
          tell: (options) => this.#tell(options),
          log: (line) => log.note(line),
        })
      : null;
    this.#host = new EngineHost({
      parts,
      library: homes.library,
      libraryAnyway,
      log,
      events: {
        progress: (progress) => this.#relay.emit('progress', progress),
        changed: (topics) => this.#relay.emit('changed', topics),
      },
      started: () => this.#relay.open(),
      died: () => this.#relay.close(),
      gaveUp: (lastSeen) => void this.#offerRestart(lastSeen),
    });
    this.#followApp();
  }

  /** Starts the engine, opens the window, and adds the folders that the command line named. */
  open(folders: readonly string[]): void {
    refusePermissions();
    servePage(this.#parts.page);
    serveAssets(this.#host.engine);
    serveShell({
      ...{ window: () => this.#window, engine: this.#host.engine, settings: this.#settings },
      programs: new Programs(this.#homes.settings),
    });
    ipcMain.on(channels.engineWanted, (event) => {
      if (isOurPage(event)) this.#relay.setPage(event.sender);
    });
    this.#host.start();
    this.#showMenu();
    this.#showWindow();
    this.#addFolders(folders);
    this.#updates?.lookSoon();
  }

  #followApp(): void {
    app.on('second-instance', (_event, _argv, _cwd, data) => {
      this.#showWindow();
      const checked = secondStartSchema.safeParse(data);
      if (checked.success) this.#addFolders(checked.data.folders);
    });
    app.on('open-file', (event, path) => {
      event.preventDefault();
      void app.whenReady().then(() => this.#addFolders([path]));
    });
    app.on('activate', () => this.#showWindow());
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    app.once('will-quit', (event) => {
      event.preventDefault();
      void this.#host.stop().finally(() => app.quit());
    });
  }

  #showWindow(): void {
    if (this.#window) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.focus();
      return;
    }
    const window = openWindow(this.#parts, this.#homes.settings);
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'crashed' || reason === 'oom') window.webContents.reload();
    });
    window.once('closed', () => {
      this.#window = null;
      this.#relay.setPage(null);
    });
    this.#window = window;
  }

  #addFolders(folders: readonly string[]): void {
    for (const folder of folders) {
      this.#host.engine.addFolder(folder).catch((error: unknown) => {
        const detail = error instanceof Error ? error.message : folder;
        void this.#tell({ type: 'warning', message: this.#settings.words.folderNotAdded, detail });
      });
    }
  }

  async #offerRestart(lastSeen: readonly string[]): Promise<void> {
    const { engineGaveUp, engineGaveUpDetail, engineLastSeen, startAgain, logs, quit } = this.#settings.words;
    const buttons = [startAgain, logs, quit];
    const seen = lastSeen.length > 0 ? ['', engineLastSeen, ...lastSeen] : [];
    const detail = [engineGaveUpDetail, ...seen].join('\n');
    const { response } = await this.#tell({ type: 'error', message: engineGaveUp, detail, buttons });
    if (response === 2) {
      app.quit();
      return;
    }
    if (response === 1) this.#showLogs();
    this.#host.start();
  }

  #tell(options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> {
    return this.#window ? dialog.showMessageBox(this.#window, options) : dialog.showMessageBox(options);
  }

  #showMenu(): void {
    const { licences } = this.#parts;
    setMenu(this.#settings.words, {
      command: (command) => this.#window?.webContents.send(channels.menuCommand, command),
      showLogs: () => this.#showLogs(),
      lookForUpdates: this.#updates && (() => void this.#updates?.lookNow()),
      showLicences: licences === null ? null : () => void shell.openPath(licences),
    });
  }

  #showLogs(): void {
    void shell.openPath(dirname(this.#logPath));
  }
}
