import filenamify from 'filenamify/browser';
import type { RenameProblemKind } from '../../../contract/rename/rename-model.ts';

/** Characters that Windows, macOS or Linux forbid in a name, without `/`, which divides folders and is checked elsewhere. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
export const forbiddenCharacters = /[<>:"\\|?*\u0000-\u001F\u007F]/gu;

const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/iu;
const encoder = new TextEncoder();

/** The usual file systems all allow this much. ext4 counts bytes, NTFS and APFS count UTF-16 units. */
const nameLimit = 255;

export interface PathLimit {
  readonly length: number;
  readonly unit: 'bytes' | 'utf16';
}

/** Without the terminating zero. On Windows, the longest path that Explorer and most programs can open. */
export const pathLimits: Readonly<Record<'win32' | 'darwin' | 'linux', PathLimit>> = {
  win32: { length: 259, unit: 'utf16' },
  darwin: { length: 1_023, unit: 'bytes' },
  linux: { length: 4_095, unit: 'bytes' },
};

export function pathLimitOf(platform: string): PathLimit {
  return platform === 'win32' || platform === 'darwin' ? pathLimits[platform] : pathLimits.linux;
}

/**
 * Makes a value, such as a character's name or a stem, safe as a part of a file name on every system. The value becomes
 * NFC, forbidden characters become `_`, reserved names get a `_`, dots and spaces at the end are removed, and so are dots
 * in front, which would hide the file.
 */
export function safeValue(value: string): string {
  const visible = value.replace(/^[\s.]+/u, '');
  return visible === '' ? '' : filenamify(visible, { replacement: '_', maxLength: Number.MAX_SAFE_INTEGER });
}

/** What is wrong with the name of a file or folder on some system; null where nothing is. */
export function problemOfName(name: string): RenameProblemKind | null {
  if (name === '') return 'empty-name';
  if (name.search(forbiddenCharacters) >= 0 || name.includes('/')) return 'forbidden-character';
  if (name.endsWith('.') || name.endsWith(' ')) return 'trailing-dot-or-space';
  if (name.startsWith('.')) return 'hidden-name';
  if (reserved.test(name)) return 'reserved-name';
  return isTooLong(name) ? 'name-too-long' : null;
}

export function isPathTooLong(path: string, { length, unit }: PathLimit): boolean {
  if (path.length * 3 <= length) return false;
  return (unit === 'utf16' ? path.length : byteLength(path)) > length;
}

function isTooLong(name: string): boolean {
  // One UTF-16 unit takes at most three bytes, so short names need not be counted.
  return name.length * 3 > nameLimit && byteLength(name) > nameLimit;
}

function byteLength(text: string): number {
  return encoder.encode(text).length;
}
