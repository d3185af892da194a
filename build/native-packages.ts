import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** These hold native files or WebAssembly, so they are not bundled: the engine loads them as packages. */
export const nativePackages = [
  'better-sqlite3',
  'sharp',
  'onnxruntime-node',
  '@jsquash/webp',
  '@imagemagick/magick-wasm',
];

/** Needed to install or compile them, never to run them. */
const notAtRuntime = new Set(['node-addon-api', 'adm-zip', 'global-agent']);

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

/** What the packages are to run on. */
export interface System {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

export interface NativeOptions {
  /** Whether onnxruntime's part for NVIDIA cards comes along, where set-up has put it there: 230 MB. */
  readonly cuda: boolean;
}

/** Copies the native packages, what they need at run time, and of their native files only those of one system. */
export function copyNativePackages(
  root: string,
  target: string,
  { cuda }: NativeOptions,
  system: System = { platform: process.platform, arch: process.arch },
): void {
  const isTaken = (parts: readonly string[], path: string) =>
    isWanted(parts, system) && (cuda || !/onnxruntime_providers_/.test(path));
  for (const folder of runtimePackages(root)) {
    cpSync(folder, join(target, relative(root, folder)), {
      recursive: true,
      filter: (path) => isTaken(relative(folder, path).split(sep), path),
    });
  }
}

/** Folders of the packages and of everything that they depend on. */
export function runtimePackages(root: string): string[] {
  const top = resolve(root);
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    const folder = findPackage(name, from, top);
    // A dependency that is not there is an optional one, for another platform.
    if (!folder || found.has(folder) || notAtRuntime.has(name)) return;
    found.add(folder);
    const { dependencies, optionalDependencies } = readManifest(folder);
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) visit(needed, folder);
  };
  for (const name of nativePackages) visit(name, top);
  return [...found];
}

/** Looks for a package as Node does: here, then in every folder above, but not above the top: what lies there is of another system. */
function findPackage(name: string, from: string, top: string): string | null {
  const here = join(from, 'node_modules', name);
  if (existsSync(join(here, 'package.json'))) return here;
  return from === top ? null : findPackage(name, dirname(from), top);
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** @param path inside the package, as its parts */
function isWanted([top = '', ...rest]: readonly string[], { platform, arch }: System): boolean {
  switch (top) {
    case 'node_modules':
    case 'src':
    case 'deps':
    case 'install':
    case 'script':
      return false;
    case 'prebuilds': // better-sqlite3: prebuilds/linux-x64.node
      return rest.length === 0 || rest[0] === `${platform}-${arch}.node`;
    case 'bin': // onnxruntime-node: bin/napi-v6/linux/x64/…
      return [platform, arch].every((part, at) => rest.length <= at + 1 || rest[at + 1] === part);
    case 'dist': // @imagemagick/magick-wasm: x86 is WebAssembly with addresses of 32 bits, x64 the same with 64
      return rest[0] !== 'x64' && isRun(rest.at(-1) ?? top);
    default:
      return isRun(rest.at(-1) ?? top);
  }
}

function isRun(name: string): boolean {
  return !/\.(map|umd\.cjs|d\.[cm]?ts)$/.test(name);
}
