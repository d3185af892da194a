import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { textOfBytes } from '../../disk/text-of-bytes.ts';
import { WrongUsage } from '../command.ts';
import { asPath, option } from '../values.ts';

/** For commands that take files or folders: more of them than fit on a command line. */
export const fromFile = option(
  '<list>',
  'take the names from this file, one a line or NUL-separated; - is stdin',
  asPath,
);

/** The names that were typed, and then those of the list. Throws WrongUsage where the list cannot be read. */
export async function withListed(typed: readonly string[], list: string | null): Promise<readonly string[]> {
  if (list === null) return typed;
  const bytes = await (list === '-' ? buffer(process.stdin) : readFile(list)).catch((cause: unknown) => {
    throw new WrongUsage(`the list ${list} cannot be read`, { cause });
  });
  return [...typed, ...namesIn(textOfBytes(bytes))];
}

/** NUL parts the names where there is one, as `find -print0` writes them; else lines, of any system. */
function namesIn(list: string): string[] {
  const names = list.replace(/^\uFEFF/, '').split(list.includes('\0') ? '\0' : /\r?\n/);
  return names.filter((name) => name !== '');
}
