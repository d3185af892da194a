import { BrowserWindow, nativeTheme, screen, type BrowserWindowConstructorOptions } from 'electron';
import { join } from 'node:path';
import { JsonFile } from '../json-file.ts';
import { pageUrl } from './page-protocol.ts';
import type { Parts } from '../places.ts';
import { placeWindow, smallestWindow, windowStateSchema, type WindowState } from './window-state.ts';

/** Behind the page until it has painted: `--bg` of the page's tokens.css in the two themes. */
const background = { light: '#ededed', dark: '#1c1c1c' } as const;

/**
 * Opens the window as it was last time.
 * @param home folder that keeps the window's state
 */
export function openWindow(parts: Parts, home: string): BrowserWindow {
  const state = new JsonFile<WindowState | null>(join(home, 'window.json'), windowStateSchema.nullable(), null);
  const window = new BrowserWindow({ ...looks(parts, state.value), webPreferences: restrictions(parts) });
  if (state.value?.maximised) window.maximize();
  window.on('close', () => keep(state, stateOf(window)));
  window.once('ready-to-show', () => window.show());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  void window.loadURL(pageUrl);
  return window;

  function followTheme(): void {
    window.setBackgroundColor(backgroundNow());
  }
}

function looks(parts: Parts, state: WindowState | null): BrowserWindowConstructorOptions {
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  return {
    ...placeWindow(state?.bounds ?? null, areas),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Dramatis',
    show: false,
    backgroundColor: backgroundNow(),
    // macOS and Windows take the icon from the app itself.
    ...(process.platform === 'linux' && { icon: parts.icon }),
  };
}

function restrictions(parts: Parts): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload: parts.preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
  };
}

/** A full disk, or a folder that may not be written: the window closes all the same, and opens where it did before. */
function keep(file: JsonFile<WindowState | null>, state: WindowState): void {
  try {
    file.write(state);
  } catch (error) {
    console.error(`window state not kept: ${String(error)}`);
  }
}

function stateOf(window: BrowserWindow): WindowState {
  return { bounds: window.getNormalBounds(), maximised: window.isMaximized() };
}

function backgroundNow(): string {
  return nativeTheme.shouldUseDarkColors ? background.dark : background.light;
}
