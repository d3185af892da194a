import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fetchForeignPackages } from '../package/foreign-packages.ts';
import { root, run, runNpm } from '../set-up/run.mjs';

const windows = { platform: 'win32', arch: 'x64' } as const;

/** Lays sources and tests into a folder, as they are now, with the packages and the Node that an installation on Windows has. */
export async function layCheckout(target: string): Promise<string> {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(target))
    if (name !== 'node_modules') rmSync(join(target, name), { recursive: true, force: true });
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  for (const path of listed.split('\0').filter((each) => each !== '' && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(root, path), join(target, path));
  }
  await installPackages(target);
  return 'ready';
}

async function installPackages(target: string): Promise<void> {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = join(target, 'node_modules/.installed-for-windows');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const system = [`--os=${windows.platform}`, `--cpu=${windows.arch}`];
  await runNpm(['ci', '--force', '--ignore-scripts', '--no-audit', '--no-fund', ...system], { cwd: target });
  const { node } = await fetchForeignPackages(windows);
  const program = join(target, 'node_modules/node/bin/node.exe');
  mkdirSync(dirname(program), { recursive: true });
  cpSync(node, program);
  writeFileSync(stamp, lock);
}
