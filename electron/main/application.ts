import { app, BrowserWindow, dialog, ipcMain, shell } from 'electron';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { serveAssets } from './window/asset-protocol.ts';
import { channels } from '../preload/channels.ts';
import { EngineHost } from './engine/engine-host.ts';
import { EngineRelay } from './engine/engine-relay.ts';
import { refusePermissions } from './window/lock-down.ts';
import { LogFile } from './engine/log-file.ts';
import { describeApp, showAbout } from './window/about.ts';
import { setMenu } from './window/menu.ts';
import { servePage } from './window/page-protocol.ts';
import type { Homes, Parts } from './places.ts';
import { isPictureFile } from './window/picture-file.ts';
import { isOurPage } from './window/sender.ts';
import { Programs } from './programs/programs.ts';
import { SettingsStore } from './settings.ts';
import { PasswordKeeper } from './studio/password-keeper.ts';
import { StudioPasswords } from './studio/passwords.ts';
import { systemCipher } from './studio/system-cipher.ts';
import { serveShell } from './window/shell.ts';
import { Trash } from './window/trash.ts';
import { Updates } from './updates/updates.ts';
import { recentOf } from './window/jump-list.ts';
import { openFolder } from './window/open-folder.ts';
import { offerFolders } from './window/recent-folders.ts';
import { openWindow } from './window/window.ts';

/** A picture to search with, or a folder to narrow to. */
interface Shown {
  readonly channel: typeof channels.openSample | typeof channels.showFolder;
  readonly path: string;
}

const secondStartSchema = z.object({ folders: z.array(z.string()) });

/** One library, one engine, one window: what lives between the app's start and its end. */
export class Application {
  readonly #parts: Parts;
  readonly #homes: Homes;
  readonly #logPath = join(app.getPath('userData'), 'logs/engine.log');
  readonly #settings: SettingsStore;
  readonly #host: EngineHost;
  readonly #relay: EngineRelay;
  readonly #keeper: PasswordKeeper;
  readonly #updates: Updates | null;
  #window: BrowserWindow | null = null;
  /** What the page is to show, once it is there. */
  #toShow: Shown | null = null;

  constructor(parts: Parts, homes: Homes, { libraryAnyway }: { libraryAnyway: boolean }) {
    this.#parts = parts;
    this.#homes = homes;
    this.#settings = new SettingsStore(homes.settings, () => this.#showMenu());
    this.#relay = new EngineRelay((method, args) => this.#keeper.call(method, args));
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
        changed: (topics) => {
          this.#relay.emit('changed', topics);
          if (topics.includes('folders')) this.#offerFolders();
        },
      },
      started: () => {
        this.#relay.open();
        this.#offerFolders();
        // A library that does not open says so in the window.
        void this.#keeper.give().catch(() => undefined);
      },
      died: () => this.#relay.close(),
      gaveUp: (lastSeen) => void this.#offerRestart(lastSeen),
    });
    this.#keeper = new PasswordKeeper(
      new StudioPasswords(homes.settings, systemCipher),
      this.#host.engine,
      (method, args) => this.#host.call(method, args),
    );
    this.#followApp();
  }

  /** Starts the engine, opens the window, and takes what the command line named. */
  open(paths: readonly string[]): void {
    refusePermissions();
    servePage(this.#parts.page);
    serveAssets(this.#host.engine);
    serveShell({
      ...{ window: () => this.#window, engine: this.#host.engine, settings: this.#settings },
      programs: new Programs(this.#homes.settings),
      trash: new Trash({
        engine: this.#host.engine,
        folder: this.#homes.settings,
        trashItem: (path) => shell.trashItem(path),
      }),
    });
    ipcMain.on(channels.engineWanted, (event) => {
      if (!isOurPage(event)) return;
      this.#relay.setPage(event.sender);
      if (this.#toShow !== null) event.sender.send(this.#toShow.channel, this.#toShow.path);
      this.#toShow = null;
    });
    this.#host.start();
    this.#showMenu();
    this.#showWindow();
    this.#take(paths);
    this.#updates?.lookSoon();
  }

  #followApp(): void {
    app.on('second-instance', (_event, _argv, _cwd, data) => {
      this.#showWindow();
      const checked = secondStartSchema.safeParse(data);
      if (checked.success) this.#take(checked.data.folders);
    });
    app.on('open-file', (event, path) => {
      event.preventDefault();
      void app.whenReady().then(() => this.#open(path));
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

  /** Folders are added, and the last picture is searched with. */
  #take(paths: readonly string[]): void {
    const pictures = paths.filter(isPictureFile);
    this.#addFolders(paths.filter((path) => !pictures.includes(path)));
    const sample = pictures.at(-1);
    if (sample !== undefined) this.#show({ channel: channels.openSample, path: sample });
  }

  #show(shown: Shown): void {
    if (this.#window && this.#relay.hasPage) this.#window.webContents.send(shown.channel, shown.path);
    else this.#toShow = shown;
  }

  #addFolders(folders: readonly string[]): void {
    for (const folder of folders) {
      openFolder(this.#host.engine, folder)
        .then((path) => path !== null && this.#show({ channel: channels.showFolder, path }))
        .catch((error: unknown) => {
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

  /** Where there is no library yet, there are no folders to offer. */
  #offerFolders(): void {
    if (process.platform === 'linux') return;
    this.#host.engine
      .listFolders()
      .then((folders) => offerFolders(recentOf(folders), this.#settings.words.folders, (path) => this.#open(path)))
      .catch(() => undefined);
  }

  #open(path: string): void {
    this.#showWindow();
    this.#take([path]);
  }

  #showMenu(): void {
    const { licences } = this.#parts;
    const { words } = this.#settings;
    describeApp(words);
    setMenu(words, {
      command: (command) => this.#window?.webContents.send(channels.menuCommand, command),
      showLogs: () => this.#showLogs(),
      showAbout: () => void showAbout(words, licences, (options) => this.#tell(options)),
      lookForUpdates: this.#updates && (() => void this.#updates?.lookNow()),
      showLicences: licences === null ? null : () => void shell.openPath(licences),
    });
  }

  #showLogs(): void {
    void shell.openPath(dirname(this.#logPath));
  }
}
