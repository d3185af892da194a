import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NtExecutable } from 'resedit';

/** Where a program of Electron keeps what it allows: https://www.electronjs.org/docs/latest/tutorial/fuses. Version 1, nine of them, all on. */
const fuses = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09', 'latin1'), Buffer.alloc(9, '1')]);

/**
 * What packing needs of an Electron for Windows, of which the package registry has none: another program of Windows in its place, that has a manifest,
 * an icon and fuses. It opens no window. Answers the folder.
 */
export function makeUpElectron(folder: string, program: string): string {
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['locales', 'resources']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'locales/en-US.pak'), '');
  writeFileSync(join(folder, 'version'), '33.2.1');
  // Electron's own is not signed, and what is signed may not be changed.
  const unsigned = NtExecutable.from(readFileSync(program), { ignoreCert: true }).generate();
  writeFileSync(join(folder, 'electron.exe'), Buffer.concat([Buffer.from(unsigned), fuses]));
  copyFileSync(join(folder, 'version'), join(folder, 'LICENSE'));
  return folder;
}
