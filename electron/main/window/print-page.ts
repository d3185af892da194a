import { BrowserWindow } from 'electron';
import { rm } from 'node:fs/promises';
import { writeOverSync } from '../../disk/write-over.ts';

/** Prints a page that the engine wrote as a PDF file, and takes the page away. Throws what the system says. */
export async function printPage(page: string, to: string): Promise<void> {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  try {
    await window.loadFile(page);
    const pdf = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
    writeOverSync(to, pdf);
  } finally {
    window.destroy();
    await rm(page, { force: true });
  }
}
