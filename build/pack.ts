import { Arch, build, Platform } from 'electron-builder';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { configuration } from './electron-builder.ts';
import { main, root } from './set-up/run.mjs';

const stamp = join(root, 'out/.inputs');

/** Packs the app for this platform into out/, unpacked and with the inspector left on: what the end-to-end tests run. */
export async function packForTests(): Promise<string> {
  await bundle();
  const now = inputs();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return 'up to date';
  rmSync(stamp, { force: true });
  await build({ targets: Platform.current().createTarget('dir', Arch[process.arch as 'x64' | 'arm64']), config: configuration(true) });
  writeFileSync(stamp, now);
  return 'packed';
}

/** Packs what artists install: AppImage, dmg or nsis, the one of this platform. */
async function packRelease(): Promise<void> {
  await bundle();
  await build({ targets: Platform.current().createTarget(), config: configuration(false) });
}

/** What the package is made from, as one hash. */
function inputs(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'dist/.inputs')));
  const files = globSync(['native-models/*.*', 'resources/**', 'build/{pack,electron-builder,native-packages}.ts', 'package.json'], { cwd: root });
  for (const file of files.sort()) {
    const { mtimeMs, size } = statSync(join(root, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  await main(async () => {
    if (process.argv.includes('--dir')) console.error(`Package            ${await packForTests()}`);
    else await packRelease();
    return 0;
  });
}
