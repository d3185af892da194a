import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNpm } from '../../../build/set-up/run.mjs';

/** Installs what is only compared with into a folder of its own, once: it is large, and no package of the project. */
export async function installPeer(folder: string, packages: readonly string[]): Promise<void> {
  if (packages.every((name) => existsSync(join(folder, 'node_modules', name.replace(/@[^@]+$/, ''))))) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
    cwd: folder,
  });
}
