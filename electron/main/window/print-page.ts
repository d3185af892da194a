import { BrowserWindow, type WebContents } from 'electron';
import { rm } from 'node:fs/promises';
import { writeOverSync } from '../../disk/write-over.ts';

/** A sheet is as wide as A4 without its margins; its picture has two pixels for each of the page's. */
const picture = { width: 780, scale: 2 };

/** Prints a page that the engine wrote as a PDF file, or as a picture where the file is a `.png`, and takes the page away. Throws what the system says. */
export async function printPage(page: string, to: string): Promise<void> {
  const window = new BrowserWindow({ show: false, width: picture.width, webPreferences: { sandbox: true } });
  try {
    await window.loadFile(page);
    writeOverSync(to, await (to.toLowerCase().endsWith('.png') ? asPng : asPdf)(window.webContents));
  } finally {
    window.destroy();
    await rm(page, { force: true });
  }
}

function asPdf(page: WebContents): Promise<Uint8Array> {
  return page.printToPDF({ preferCSSPageSize: true, printBackground: true });
}

/** All of it, however high: what a window shows ends at its edge. */
async function asPng(page: WebContents): Promise<Uint8Array> {
  page.debugger.attach('1.3');
  try {
    await page.debugger.sendCommand('Emulation.setDeviceMetricsOverride', {
      ...{ width: picture.width, height: 0, deviceScaleFactor: picture.scale, mobile: false },
    });
    const options = { format: 'png', captureBeyondViewport: true };
    const { cssContentSize } = (await page.debugger.sendCommand('Page.getLayoutMetrics')) as {
      readonly cssContentSize: { readonly width: number; readonly height: number };
    };
    const clip = { x: 0, y: 0, width: cssContentSize.width, height: cssContentSize.height, scale: 1 };
    const { data } = (await page.debugger.sendCommand('Page.captureScreenshot', { ...options, clip })) as {
      readonly data: string;
    };
    return Buffer.from(data, 'base64');
  } finally {
    page.debugger.detach();
  }
}
