import type { AfterPackContext, Configuration } from 'electron-builder';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { locales } from '../electron/contract/languages.ts';
import { appId } from '../electron/contract/shell/app-id.ts';
import { copyNativePackages, type NativeOptions } from './native-packages.ts';
import { findElectron } from './set-up/electron/electron-binary.mjs';
import { nodePath } from './set-up/node-runtime.mjs';
import { root, SetUpError } from './set-up/run.mjs';

/**
 * How the app is packed.
 * @param forTests driven by Playwright through Node's inspector; never for a release
 * @param native see NativeOptions
 */
export function configuration(forTests: boolean, native: NativeOptions = { cuda: false }): Configuration {
  const electron = findElectron();
  if (!electron) throw new SetUpError('There is no Electron yet. Fetch it with: npm test');
  return {
    appId,
    productName: 'Dramatis',
    executableName: 'dramatis',
    copyright: 'MIT licence',
    directories: { output: 'out', buildResources: 'resources' },
    // The Electron that set-up found: packing needs no network.
    electronDist: electron.dist,
    electronVersion: electron.version,
    // The Electron side has no native module, and everything else is in the bundles.
    npmRebuild: false,
    files: ['dist/main/**/*.js', 'dist/preload/**/*.cjs', 'dist/renderer/**', 'package.json', '!node_modules/**'],
    asar: true,
    afterPack: (context) => addEngine(context, native),
    electronFuses: {
      runAsNode: false,
      // Dramatis keeps no cookies; macOS would ask for its keychain.
      enableCookieEncryption: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: forTests,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: process.platform === 'darwin',
    },
    // Of English the American is enough; `pt` stands for pt-BR and pt-PT, as other names without a region do.
    electronLanguages: locales.map((code) => (code === 'en' ? 'en-US' : code)),
    linux: {
      target: 'AppImage',
      category: 'Graphics',
      icon: 'resources/icon.png',
      synopsis: 'Sorts game art by character',
    },
    mac: {
      target: 'dmg',
      category: 'public.app-category.graphics-design',
      icon: 'resources/icon.png',
      darkModeSupport: true,
    },
    win: { target: 'nsis', icon: 'resources/icon.png' },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
    publish: null,
    // They are what starting from a checkout needs; the app brings its own, and electron-builder refuses Electron there.
    extraMetadata: { dependencies: null },
  };
}

/** Puts beside the app's archive what plain Node runs and reads: itself, the engine, the models. */
function addEngine(context: AfterPackContext, native: NativeOptions): Promise<void> {
  if (context.electronPlatformName !== process.platform) {
    throw new SetUpError(
      `Pack for ${context.electronPlatformName} on ${context.electronPlatformName}: the engine is native.`,
    );
  }
  const resources = context.packager.getResourcesDir(context.appOutDir);
  copyNode(join(resources, 'node'));
  copyEngine(join(resources, 'engine'), native);
  copyModels(join(resources, 'models'));
  cpSync(join(root, 'resources/icon.png'), join(resources, 'icon.png'));
  return Promise.resolve();
}

function copyNode(target: string): void {
  mkdirSync(target, { recursive: true });
  cpSync(nodePath, join(target, basename(nodePath)), { dereference: true });
}

function copyEngine(target: string, native: NativeOptions): void {
  cpSync(join(root, 'dist/engine'), target, { recursive: true, filter: (path) => !path.endsWith('.map') });
  writeFileSync(join(target, 'package.json'), '{ "type": "module" }\n');
  copyNativePackages(root, target, native);
}

/** The networks, what describes them, and their licence: not what they were trained with. */
function copyModels(target: string): void {
  const top = join(root, 'native-models');
  cpSync(top, target, { recursive: true, filter: (path) => path === top || /\.(onnx|json|md)$/.test(path) });
}
