import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fetchForeignPackages, fetchPackages } from '../package/foreign-packages.ts';
import type { Lock } from '../set-up/lock.mjs';
import { root, run } from '../set-up/run.mjs';

const windows = { platform: 'win32', arch: 'x64' } as const;

/** What vitest reads sources with, for Windows; the packages that the engine needs there come as for a package of the app. */
const ofTests = ['@rolldown/binding-win32-x64-msvc', 'lightningcss-win32-x64-msvc'];

/** Lays sources and tests into a folder, as they are now, with packages and a Node for Windows. */
export async function layCheckout(target: string): Promise<string> {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(target))
    if (name !== 'node_modules') rmSync(join(target, name), { recursive: true, force: true });
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  for (const path of listed.split('\0').filter((each) => each !== '' && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(root, path), join(target, path));
  }
  await layPackages(target);
  return 'ready';
}

/**
 * Most packages are the same on every system: those of this checkout are linked. npm would lay them anew, 60,000 files, for which it takes a quarter of
 * an hour here.
 */
async function layPackages(target: string): Promise<void> {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const modules = join(target, 'node_modules');
  const stamp = join(modules, '.packages-for-windows');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  rmSync(modules, { recursive: true, force: true });
  await linkTree(join(root, 'node_modules'), modules);
  const { packages } = JSON.parse(lock) as { packages: Lock };
  const wanted = ofTests.map((name) => [name, packages[`node_modules/${name}`]?.version] as const);
  const tools = await fetchPackages(windows, 'packages-of-tests', Object.fromEntries(wanted));
  const { root: native, node } = await fetchForeignPackages(windows);
  const foreign = [...ofTests.map((name) => join(tools, 'node_modules', name)), join(native, 'node_modules/@img')];
  for (const folder of foreign) {
    const place = join(modules, folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length));
    cpSync(folder, place, { recursive: true, force: false });
  }
  cpSync(node, join(modules, 'node/bin/node.exe'));
  writeFileSync(stamp, lock);
}

/** Copies where the other place is another disk. */
async function linkTree(from: string, to: string): Promise<void> {
  const copy = (...how: string[]) => run('cp', ['--archive', ...how, '--no-target-directory', from, to]);
  await copy('--link').catch(() => copy());
}
