import { BrowserWindow, nativeImage, type WebContents } from 'electron';
import { rm } from 'node:fs/promises';
import { AppError } from '../../contract/errors.ts';
import { writeOverSync } from '../../disk/write-over.ts';

/** A sheet is as wide as A4 without its margins; its picture has two pixels for each of the page's. */
const picture = { width: 780, scale: 2 };

/** Pixels of the page that are drawn at once: no processor of graphics is asked for more. */
const stripHeight = 2_000;

/** Pixels of the picture: many programs open none that is higher, and it takes 400 MB until it is written. */
const highest = 65_000;

/** A strip takes a fraction of a second. */
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

/**
 * All of it, in strips. It is drawn off screen: a window that is not shown draws nothing, and one that is shown ends at the screen's edge. Throws
 * `sheet-too-long`.
 */
async function asPng(page: string): Promise<Uint8Array> {
  const window = new BrowserWindow({
    ...{ show: false, useContentSize: true, width: picture.width, height: stripHeight },
    webPreferences: { sandbox: true, offscreen: true },
  });
  try {
    await window.loadFile(page);
    const { webContents } = window;
    webContents.debugger.attach();
    await webContents.debugger.sendCommand('Emulation.setScrollbarsHidden', { hidden: true });
    const asked = 'document.documentElement.getBoundingClientRect().height';
    const height = Math.ceil((await webContents.executeJavaScript(asked)) as number);
    if (height * picture.scale > highest) throw new AppError('sheet-too-long');
    return await drawn(webContents, height);
  } finally {
    window.destroy();
  }
}

async function drawn(webContents: WebContents, height: number): Promise<Uint8Array> {
  const size = { width: picture.width * picture.scale, height: height * picture.scale };
  const whole = Buffer.alloc(size.width * size.height * 4);
  for (let top = 0; top < height; top += stripHeight) {
    const strip = await stripAt(webContents, top, Math.min(stripHeight, height - top));
    strip.copy(whole, top * picture.scale * size.width * 4);
  }
  return nativeImage.createFromBitmap(whole, size).toPNG();
}

/** As many bytes as the strip has pixels, times four. */
async function stripAt({ debugger: devTools }: WebContents, y: number, height: number): Promise<Buffer> {
  const clip = { x: 0, y, width: picture.width, height, scale: picture.scale };
  const late = Promise.withResolvers<never>();
  const waiting = setTimeout(() => late.reject(new AppError('sheet-too-long')), longestMs);
  try {
    const taken = devTools.sendCommand('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip });
    const { data } = (await Promise.race([taken, late.promise])) as { readonly data: string };
    return nativeImage.createFromBuffer(Buffer.from(data, 'base64')).toBitmap();
  } finally {
    clearTimeout(waiting);
  }
}
