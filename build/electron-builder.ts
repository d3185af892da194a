import { Arch, type AfterPackContext, type Configuration } from 'electron-builder';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { locales } from '../electron/contract/languages.ts';
import { appId } from '../electron/contract/shell/app-id.ts';
import { copyNativePackages, type NativeOptions } from './native-packages.ts';
import { signingBy } from './package/signing.ts';
import { writeThirdParties } from './package/third-parties.ts';
import { updateFeed } from './package/update-feed.ts';
import { findElectron } from './set-up/electron/electron-binary.mjs';
import { nodePath } from './set-up/node-runtime.mjs';
import { root, SetUpError } from './set-up/run.mjs';
import { debianPackages } from './set-up/system-libraries.mjs';
import { whyNotOn } from './set-up/this-machine.mjs';

/**
 * How the app is packed.
 * @param forTests driven by Playwright through Node's inspector; never for a release
 * @param native see NativeOptions
 */
export function configuration(forTests: boolean, native: NativeOptions = { cuda: false }): Configuration {
  const electron = findElectron();
  if (!electron) throw new SetUpError('There is no Electron yet. Fetch it with: npm run set-up');
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
    files: [
      'dist/main/**/*.js',
      'dist/preload/**/*.cjs',
      'dist/renderer/**',
      'package.json',
      '!dist/**/packages.json',
      '!node_modules/**',
    ],
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
    ...targets(),
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    portable: { artifactName: '${productName}-${version}-${os}-${arch}-portable.${ext}' },
    publish: updateFeed(process.env),
    // They are what starting from a checkout needs; the app brings its own, and electron-builder refuses Electron there.
    extraMetadata: { dependencies: null, homepage: homepage(process.env) },
  };
}

/** What each system is given, and how it is signed. */
function targets(): Pick<Configuration, 'linux' | 'deb' | 'mac' | 'win'> {
  const signing = signingBy(process.env);
  return {
    linux: {
      target: ['AppImage', 'deb', 'rpm'],
      category: 'Graphics',
      icon: 'resources/icon.png',
      synopsis: 'Sorts game art by character',
      mimeTypes: ['inode/directory'],
      maintainer: 'Dramatis <dramatis@dramatis.invalid>',
      desktop: { entry: { StartupWMClass: 'Dramatis', Keywords: 'art;pictures;faces;characters;' } },
    },
    deb: { depends: [...debianPackages] },
    mac: {
      ...signing.mac,
      target: ['dmg', 'zip'],
      category: 'public.app-category.graphics-design',
      icon: 'resources/icon.png',
      darkModeSupport: true,
      extendInfo: {
        // A folder is dropped on the icon, or opened with the app.
        CFBundleDocumentTypes: [
          { CFBundleTypeName: 'Folder', CFBundleTypeRole: 'Viewer', LSItemContentTypes: ['public.folder'] },
        ],
      },
    },
    win: { ...signing.win, target: ['nsis', 'portable', 'zip'], icon: 'resources/icon.png' },
  };
}

/** Packages of Debian name a page. A build on GitHub has one; else there is none, which `.invalid` says (RFC 2606). */
function homepage({ GITHUB_REPOSITORY: repository }: NodeJS.ProcessEnv): string {
  return repository ? `https://github.com/${repository}` : 'https://dramatis.invalid';
}

/** Puts beside the app's archive what plain Node runs and reads: itself, the engine, the models. */
function addEngine(context: AfterPackContext, native: NativeOptions): Promise<void> {
  const arch = Arch[context.arch];
  if (context.electronPlatformName !== process.platform || arch !== process.arch) {
    throw new SetUpError(`Pack for ${context.electronPlatformName} ${arch} on such a machine: the engine is native.`);
  }
  const why = whyNotOn(process.platform, arch);
  if (why !== null) throw new SetUpError(why);
  const resources = context.packager.getResourcesDir(context.appOutDir);
  copyNode(join(resources, 'node'));
  copyEngine(join(resources, 'engine'), native);
  copyModels(join(resources, 'models'));
  cpSync(join(root, 'resources/icon.png'), join(resources, 'icon.png'));
  writeThirdParties(resources);
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
