import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run, SetUpError } from '../set-up/run.mjs';
import { installWithApt, onPath } from '../set-up/system-libraries.mjs';

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

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Makes a Debian 13 with Wine in it, where there is none: root on Debian, 1.3 GB, five minutes on an idle machine. */
export async function setUpWine(show: (said: string) => void): Promise<string> {
  if (!existsSync(join(system, 'usr/share/doc/wine64'))) await bootstrap(show);
  if (!existsSync(join(system, 'proc/self'))) await run('mount', ['-t', 'proc', 'proc', join(system, 'proc')]);
  const { output } = await inWine('cmd', ['/c', 'ver']);
  return output.trim();
}

async function bootstrap(show: (said: string) => void): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !onPath('apt-get'))
    throw new SetUpError('Wine 10 is put into a Debian 13 of its own, which takes root on Debian or Ubuntu.');
  if (!onPath('mmdebstrap')) await installWithApt(['mmdebstrap'], show);
  show('a Debian 13 with Wine 10');
  await run('mmdebstrap', ['--variant=minbase', '--include=wine,wine64', 'trixie', system]);
}

/** Runs a program of Windows. Its output goes to a file: `node.exe` cannot use a pipe of Linux under Wine. */
export async function inWine(program: string, args: readonly string[]): Promise<Ended> {
  const child = startInWine(program, args);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output: read(outputFile), errors: read(errorFile) };
}

const outputFile = join(home, 'output');
const errorFile = join(home, 'errors');

/** The same without waiting for its end. */
export function startInWine(program: string, args: readonly string[], files = [outputFile, errorFile]) {
  const [output, errors] = files.map((file) => openSync(file, 'w'));
  const child = spawn('chroot', [system, 'wine', program, ...args], {
    env,
    stdio: ['ignore', output ?? 'ignore', errors ?? 'ignore'],
  });
  for (const file of [output, errors]) if (file !== undefined) closeSync(file);
  return child;
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
