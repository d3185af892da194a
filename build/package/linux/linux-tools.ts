import { copyFileSync, chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodePath } from '../../set-up/node-runtime.mjs';
import { root, run } from '../../set-up/run.mjs';
import { installWithApt, onPath } from '../../set-up/system-libraries.mjs';

/** electron-builder's name for the tools with which an AppImage needs no library of FUSE on the artist's machine. */
export const appImageVersion = '1.0.3';

const home = join(root, '.cache/linux-tools');

/** Tools of Debian, and its packages that hold them. */
const needed = [
  { program: 'rpmbuild', package: 'rpm' },
  { program: 'mksquashfs', package: 'squashfs-tools' },
  { program: 'desktop-file-validate', package: 'desktop-file-utils' },
];

/**
 * Gets ready what packs for Linux, and tells electron-builder where it is. deb and rpm are made by `fpm.ts`, an AppImage with its own tools or,
 * where they cannot be fetched, with those of the system.
 * @returns what the step says
 */
export async function readyLinuxTools(arch: string, show: (said: string) => void): Promise<string> {
  const missing = needed.filter(({ program }) => !onPath(program)).map((tool) => tool.package);
  if (missing.length > 0 && process.getuid?.() === 0 && onPath('apt-get')) await installWithApt(missing, show);
  mkdirSync(home, { recursive: true });
  process.env['CUSTOM_FPM_PATH'] = writeFpm();
  if (process.env['APPIMAGE_TOOLS_PATH'] !== undefined || (await isReachable())) return 'ready';
  process.env['APPIMAGE_TOOLS_PATH'] = await layAppImageTools(arch);
  return 'ready; AppImage’s own runtime is out of reach, so this AppImage unpacks itself with unsquashfs';
}

/** electron-builder itself would try for many minutes. */
async function isReachable(): Promise<boolean> {
  if (process.env['ELECTRON_BUILDER_BINARIES_MIRROR'] !== undefined) return true;
  const page = 'https://github.com/electron-userland/electron-builder-binaries';
  return fetch(page, { method: 'HEAD', signal: AbortSignal.timeout(15_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** What electron-builder starts: a program without arguments of its own. */
function writeFpm(): string {
  const path = join(home, 'fpm');
  const script = join(import.meta.dirname, 'fpm.ts');
  writeFileSync(path, `#!/bin/sh\nexec '${nodePath}' '${script}' "$@"\n`, { mode: 0o755 });
  chmodSync(path, 0o755);
  return path;
}

/** The places are those of electron-builder's own tools. */
async function layAppImageTools(arch: string): Promise<string> {
  const folder = join(home, 'appimage');
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['runtimes', `lib/${arch}`]) mkdirSync(join(folder, part), { recursive: true });
  for (const name of ['mksquashfs', 'desktop-file-validate']) {
    copyFileSync((await run('sh', ['-c', `command -v ${name}`])).trim(), join(folder, name));
  }
  const runtime = readFileSync(join(import.meta.dirname, 'self-unpacking.sh'), 'utf8');
  writeFileSync(join(folder, 'runtimes', `runtime-${arch}`), padded(runtime));
  return folder;
}

/** What is packed begins at a whole block, which the script is told. Pure. */
export function padded(script: string): string {
  const length = 4_096;
  return script.replace('@LENGTH@', String(length)).padEnd(length, '\n');
}
