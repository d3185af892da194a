import { lstatSync, readdirSync, statfsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../batch/file-system.ts';
import type { Insensitive } from '../planning/survey.ts';

/**
 * Finds out which names the file system of a folder takes for the same, by asking for a file under another spelling: if
 * it finds a name that it does not list, the two are one. Inode numbers cannot tell, since exFAT's driver makes up one
 * for each spelling. `names`: all that is in the folder.
 */
export function insensitivityOf(folder: string, names: readonly string[], platform = process.platform): Insensitive {
  const ignoresCase = answersTo(folder, names, otherCase) ?? ofEmptyFolder(folder, platform);
  if (!ignoresCase) return false;
  // If no name tells: of the usual file systems, only Apple's take two Unicode forms for one.
  return (answersTo(folder, names, otherForm) ?? platform === 'darwin') ? true : 'case';
}

/** Null where the folder has no name that could be spelled otherwise. */
function answersTo(folder: string, names: readonly string[], respell: (name: string) => string): boolean | null {
  const name = names.find((each) => respell(each) !== each);
  if (name === undefined) return null;
  const other = respell(name);
  return !names.includes(other) && lstatSync(join(folder, other), { throwIfNoEntry: false }) !== undefined;
}

/** Tries the name of the folder itself, if the folder around it is on the same file system. */
function ofEmptyFolder(folder: string, platform: NodeJS.Platform): boolean {
  const around = dirname(folder);
  const siblings = around === folder || !isOneDevice(folder, around) ? null : listed(around);
  const told = siblings && answersTo(around, [basename(folder), ...siblings], otherCase);
  return told ?? (platform === 'win32' || platform === 'darwin' || ignoringCase.has(statfsSync(folder).type));
}

/** Types by Linux' `statfs`: exFAT, FAT, FUSE with a block device (exFAT and NTFS drivers), CIFS, SMB2, HFS+. */
const ignoringCase: ReadonlySet<number> = new Set([
  0x20_11_ba_b0, 0x4d_44, 0x65_73_55_46, 0xff_53_4d_42, 0xfe_53_4d_42, 0x48_2b,
]);

function isOneDevice(a: string, b: string): boolean {
  return lstatSync(a).dev === lstatSync(b).dev;
}

function listed(folder: string): string[] | null {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return null;
  }
}

function otherCase(name: string): string {
  const upper = name.toUpperCase();
  return upper === name ? name.toLowerCase() : upper;
}

function otherForm(name: string): string {
  const composed = name.normalize('NFC');
  return composed === name ? name.normalize('NFD') : composed;
}
