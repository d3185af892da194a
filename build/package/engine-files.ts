import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { copyNativePackages, type NativeOptions, type System } from '../native-packages.ts';
import { nodePath } from '../set-up/node-runtime.mjs';
import { root } from '../set-up/run.mjs';
import { fetchForeignPackages, type ForeignPackages } from './foreign-packages.ts';

/** The system that this runs on. */
export const thisSystem: System = { platform: process.platform, arch: process.arch };

export function isThisSystem({ platform, arch }: System): boolean {
  return platform === thisSystem.platform && arch === thisSystem.arch;
}

/**
 * Lays what plain Node runs and reads into a folder: itself, the engine with the command, the networks. Those of another system come from the
 * package registry. Answers the folder whose `node_modules` they were taken from.
 */
export async function layEngine(target: string, native: NativeOptions, system: System): Promise<string> {
  const source = await sourceFor(system);
  mkdirSync(join(target, 'node'), { recursive: true });
  cpSync(source.node, join(target, 'node', basename(source.node)), { dereference: true });
  copyEngine(join(target, 'engine'));
  copyNativePackages(source.root, join(target, 'engine'), native, system);
  copyModels(join(target, 'models'));
  return source.root;
}

async function sourceFor(system: System): Promise<ForeignPackages> {
  return isThisSystem(system) ? { root, node: nodePath } : fetchForeignPackages(system);
}

function copyEngine(target: string): void {
  cpSync(join(root, 'dist/engine'), target, { recursive: true, filter: (path) => !path.endsWith('.map') });
  writeFileSync(join(target, 'package.json'), '{ "type": "module" }\n');
}

/** The networks, what describes them, and their licence: not what they were trained with. */
function copyModels(target: string): void {
  const top = join(root, 'native-models');
  cpSync(top, target, { recursive: true, filter: (path) => path === top || /\.(onnx|json|md)$/.test(path) });
}
