import { BrowserWindow, type NativeImage } from 'electron';
import { rm } from 'node:fs/promises';
import { AppError } from '../../contract/errors.ts';
import { writeOverSync } from '../../disk/write-over.ts';

/** A sheet is as wide as A4 without its margins; its picture has two pixels for each of the page's. */
const picture = { width: 780, scale: 2 };

/** Chromium draws no picture at all of a page that is higher than it can. */
const longestMs = 20_000;

/** Prints a page that the engine wrote as a PDF file, or as a picture where the file is a `.png`, and takes the page away. Throws `sheet-too-long`, and what the system says. */
export async function printPage(page: string, to: string): Promise<void> {
  try {
    writeOverSync(to, await (to.toLowerCase().endsWith('.png') ? asPng : asPdf)(page));
  } finally {
    await rm(page, { force: true });
  }
}

async function asPdf(page: string): Promise<Uint8Array> {
  const window = new BrowserWindow({ show: false, width: picture.width, webPreferences: { sandbox: true } });
  try {
    await window.loadFile(page);
    return await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
  } finally {
    window.destroy();
  }
}

/** All of it, however high. It is drawn off screen: a window that is not shown draws nothing, and one that is shown ends at the screen's edge. */
async function asPng(page: string): Promise<Uint8Array> {
  const width = picture.width * picture.scale;
  const window = new BrowserWindow({
    ...{ show: false, useContentSize: true, width },
    webPreferences: { sandbox: true, offscreen: true, zoomFactor: picture.scale },
  });
  try {
    await window.loadFile(page);
    const asked = 'document.documentElement.getBoundingClientRect().height';
    const height = Math.ceil(((await window.webContents.executeJavaScript(asked)) as number) * picture.scale);
    const drawn = drawnAt(window, height);
    window.setContentSize(width, height);
    window.webContents.invalidate();
    return (await drawn).toPNG();
  } finally {
    window.destroy();
  }
}

/** The first picture of the page at that height. Throws `sheet-too-long` where none comes. */
function drawnAt({ webContents }: BrowserWindow, height: number): Promise<NativeImage> {
  const drawn = Promise.withResolvers<NativeImage>();
  webContents.on('paint', (_event, _changed, image) => {
    if (image.getSize().height >= height) drawn.resolve(image);
  });
  const waiting = setTimeout(() => drawn.reject(new AppError('sheet-too-long')), longestMs);
  return drawn.promise.finally(() => clearTimeout(waiting));
}
