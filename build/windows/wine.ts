import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { run, SetUpError } from '../set-up/run.mjs';
import { installWithApt, onPath } from '../set-up/system-libraries.mjs';
import { forMatrixUnit } from './matrix-unit.ts';

/** Wine and everything that it writes, outside the checkout: 1.3 GB. */
const home = process.env['DRAMATIS_WINE'] ?? join(homedir(), 'wine');
/** Wine 10 is in Debian 13; that of Debian 12 cannot run Node 24. */
export const system = join(home, 'root');

const env = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LANG: 'C.UTF-8',
  WINEPREFIX: '/prefix',
  WINEDEBUG: '-all',
  // It would offer to fetch .NET and a browser.
  WINEDLLOVERRIDES: 'mscoree,mshtml=',
};

/** The same for what is started inside, and not for `chroot` itself. */
let inside: readonly string[] = [];

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Makes a Debian 13 with Wine in it, where there is none: root on Debian, 1.3 GB, five minutes on an idle machine. */
export async function setUpWine(show: (said: string) => void): Promise<string> {
  if (!existsSync(join(system, 'usr/share/doc/wine64'))) await bootstrap(show);
  if (!existsSync(join(system, 'proc/self'))) await run('mount', ['-t', 'proc', 'proc', join(system, 'proc')]);
  inside = await forMatrixUnit(system, show);
  const { output } = await inWine('cmd', ['/c', 'ver']);
  return output.trim();
}

async function bootstrap(show: (said: string) => void): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !onPath('apt-get'))
    throw new SetUpError('Wine 10 is put into a Debian 13 of its own, which takes root on Debian or Ubuntu.');
  if (!onPath('mmdebstrap')) await installWithApt(['mmdebstrap'], show);
  show('a Debian 13 with Wine 10');
  mkdirSync(home, { recursive: true });
  await run('mmdebstrap', ['--variant=minbase', '--include=wine,wine64', 'trixie', system]);
}

export interface Where {
  /** Where it runs, on the disk that Wine calls Z. */
  readonly folder?: string;
  /** After so many minutes it is ended, with all that it started. */
  readonly limitMinutes?: number;
}

/** Runs a program of Windows. Its output goes to a file: `node.exe` cannot use a pipe of Linux under Wine. */
export async function inWine(program: string, args: readonly string[], where: Where = {}): Promise<Ended> {
  const child = startInWine(program, args, { ...where, files: [outputFile, errorFile] });
  const endAll = () => spawn('chroot', [system, 'wineserver', '--kill'], { env, stdio: 'ignore' });
  const limit = setTimeout(endAll, (where.limitMinutes ?? 60) * 60_000);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(limit);
  return { code, output: read(outputFile), errors: read(errorFile) };
}

const outputFile = join(home, 'output');
const errorFile = join(home, 'errors');

/** What the program that runs now said last. */
export function lastLine(): string {
  const lines = stripVTControlCharacters(read(outputFile)).trim().split('\n');
  return lines.at(-1)?.trim() ?? '';
}

/** The same without waiting for its end. `files`: for what it prints and what it complains of. */
export function startInWine(
  program: string,
  args: readonly string[],
  { folder = '/', files }: Pick<Where, 'folder'> & { readonly files: readonly [string, string] },
): ChildProcess {
  const [output, errors] = [openSync(files[0], 'w'), openSync(files[1], 'w')];
  const child = spawn('chroot', [system, 'env', `--chdir=${folder}`, ...inside, 'wine', program, ...args], {
    env,
    stdio: ['ignore', output, errors],
  });
  for (const file of [output, errors]) closeSync(file);
  return child;
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
