import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real exFAT file system: it ignores case, keeps Unicode forms apart, and knows no hard links. */
export interface Exfat extends Disposable {
  readonly root: string;
}

const megabytes = 8;

/** Mounts a new one from a file; a text says why there is none here. Asks for root, /dev/fuse, exfat-fuse and exfatprogs. */
export function mountExfat(): Exfat | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'mounting a file system takes root on Linux';
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-exfat-'));
  const undo: (() => void)[] = [() => rmSync(folder, { recursive: true })];
  const dispose = () => {
    for (const step of undo.splice(0).reverse()) step();
  };
  try {
    const image = join(folder, 'image');
    const root = join(folder, 'disk');
    writeFileSync(image, '');
    truncateSync(image, megabytes * 2 ** 20);
    run('mkfs.exfat', image);
    const device = run('losetup', '--find', '--show', image).trim();
    undo.push(() => run('losetup', '--detach', device));
    mkdirSync(root);
    run('mount.exfat-fuse', device, root);
    undo.push(() => run('umount', root));
    return { root, [Symbol.dispose]: dispose };
  } catch (error) {
    dispose();
    return `exFAT cannot be mounted: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
  }
}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
