import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativePackages, type System } from '../native-packages.ts';
import { root, runNpm } from '../set-up/run.mjs';

/** The packages of another system, as npm would install them there. */
export interface ForeignPackages {
  /** Folder with `node_modules`. */
  readonly root: string;
  /** The Node of that system. */
  readonly node: string;
}

/** Fetches what the engine needs on another system: the packages that hold native files, and Node. About 100 MB; a second call finds them there. */
export async function fetchForeignPackages(system: System): Promise<ForeignPackages> {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const native = Object.fromEntries(nativePackages.map((name) => [name, dependencies[name]]));
  const nodePackage = nodePackageOf(system);
  const folder = await fetchPackages(system, 'packages', { ...native, [nodePackage]: dependencies['node'] });
  const program = system.platform === 'win32' ? 'node.exe' : 'node';
  return { root: folder, node: join(folder, 'node_modules', nodePackage, 'bin', program) };
}

/** As the package `node` calls those of the systems. Pure. */
export function nodePackageOf({ platform, arch }: System): string {
  if (platform === 'win32') return `node-win-${arch}`;
  return platform === 'darwin' && arch === 'arm64' ? `node-bin-darwin-${arch}` : `node-${platform}-${arch}`;
}

/**
 * Fetches packages of another system, in these versions, and what they need. Answers the folder with `node_modules`, which a second call finds.
 * @param name of the folder
 */
export async function fetchPackages(
  { platform, arch }: System,
  name: string,
  dependencies: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const folder = join(root, '.cache', `${name}-${platform}-${arch}`);
  const manifest = JSON.stringify({ private: true, dependencies });
  const file = join(folder, 'package.json');
  if (existsSync(file) && readFileSync(file, 'utf8') === manifest) return folder;
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'package-lock.json'), { force: true });
  writeFileSync(file, manifest);
  // `--force`: npm refuses the Node of another system.
  const args = [
    'install',
    '--force',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `--os=${platform}`,
    `--cpu=${arch}`,
  ];
  await runNpm(args, { cwd: folder }).catch((error: unknown) => {
    rmSync(file);
    throw error;
  });
  return folder;
}
