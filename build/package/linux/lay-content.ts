import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LinuxPackage } from './fpm-arguments.ts';

/**
 * Lays what a package holds below a folder, as it will lie below `/`. Folders come as links to the same files, which takes no room on the
 * disk: nothing may write into them.
 */
export function layContent({ content }: Pick<LinuxPackage, 'content'>, folder: string): void {
  for (const { from, to } of content) {
    const target = join(folder, to);
    mkdirSync(dirname(target), { recursive: true });
    if (statSync(from).isDirectory()) link(from, target);
    else layFile(from, target);
  }
}

function link(from: string, target: string): void {
  const { status, stderr } = spawnSync('cp', ['-al', from, target], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${from} was not laid in the package: ${stderr}`);
}

function layFile(from: string, target: string): void {
  copyFileSync(from, target);
  chmodSync(target, 0o644);
}
