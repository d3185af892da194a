import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { fetchForeignPackages } from '../package/foreign-packages.ts';
import { windowsSizes } from '../package/icons/draw-icons.ts';
import { nodePath } from '../set-up/node-runtime.mjs';
import { root, run } from '../set-up/run.mjs';
import { makeUpElectron } from './made-up-electron.ts';

const inResources = ['node/node.exe', 'engine/cli.js', 'models/models.json', 'third-parties.txt', 'sbom.cdx.json'];

/**
 * Packs a folder for Windows as `npm run pack -- --platform win32` does it, around a made-up Electron, and looks at it. Answers what is in it; throws where
 * something is missing.
 */
export async function checkPackedFolder(): Promise<string> {
  const { node } = await fetchForeignPackages({ platform: 'win32', arch: 'x64' });
  const dist = makeUpElectron(join(root, '.cache/made-up-electron'), node);
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: dist };
  await run(nodePath, [join(root, 'build/pack.ts'), '--platform', 'win32', '--arch', 'x64'], { env });
  const packed = join(root, 'out/win-unpacked');
  const missing = inResources.filter((path) => !existsSync(join(packed, 'resources', path)));
  if (missing.length > 0) throw new Error(`not in the package: ${missing.join(', ')}`);
  return lookAt(join(packed, 'dramatis.exe'));
}

function lookAt(program: string): string {
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(program)));
  const manifest = entries.find(({ type }) => type === 24);
  if (!manifest || !Buffer.from(manifest.bin).includes('longPathAware'))
    throw new Error('no long paths in its manifest');
  const [icon] = Resource.IconGroupEntry.fromEntries(entries);
  const sizes = icon?.icons.map(({ width }) => width || 256) ?? [];
  if (sizes.join() !== windowsSizes.join()) throw new Error(`its icon has the sizes ${sizes.join(', ')}`);
  const [version] = Resource.VersionInfo.fromEntries(entries);
  const said = version?.getStringValues({ lang: 1033, codepage: 1200 })['ProductName'];
  if (said !== 'Dramatis') throw new Error(`it calls itself ${said ?? 'nothing'}`);
  return `long paths, ${sizes.length} sizes of its icon, engine and licences`;
}
