import { type AfterPackContext, type Configuration } from 'electron-builder';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '../electron/contract/languages.ts';
import { appId } from '../electron/contract/shell/app-id.ts';
import type { NativeOptions, System } from './native-packages.ts';
import { electronFor } from './package/electron-for.ts';
import { layEngine, thisSystem } from './package/engine-files.ts';
import { icons } from './package/icons/draw-icons.ts';
import { appImageVersion } from './package/linux/linux-tools.ts';
import { allowLongPaths } from './package/long-paths.ts';
import { signingBy } from './package/signing.ts';
import { writeThirdParties } from './package/third-parties.ts';
import { updateFeed } from './package/update-feed.ts';
import { root, SetUpError } from './set-up/run.mjs';
import { debianPackages } from './set-up/system-libraries.mjs';
import { whyNotOn } from './set-up/this-machine.mjs';

/**
 * How the app is packed.
 * @param forTests driven by Playwright through Node's inspector; never for a release
 * @param native see NativeOptions
 * @param system what it is packed for
 */
export function configuration(
  forTests: boolean,
  native: NativeOptions = { cuda: false },
  system: System = thisSystem,
): Configuration {
  return {
    appId,
    productName: 'Dramatis',
    executableName: 'dramatis',
    copyright: 'MIT licence',
    directories: { output: 'out', buildResources: 'resources' },
    ...electronFor(system),
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
    afterPack: (context) => addEngine(context, native, system),
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
      resetAdHocDarwinSignature: system.platform === 'darwin',
    },
    // Of English the American is enough; `pt` stands for pt-BR and pt-PT, as other names without a region do.
    electronLanguages: locales.map((code) => (code === 'en' ? 'en-US' : code)),
    ...targets(),
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      include: 'build/package/open-with.nsh',
    },
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    portable: { artifactName: '${productName}-${version}-${os}-${arch}-portable.${ext}' },
    toolsets: { appimage: appImageVersion },
    publish: updateFeed(process.env),
    // They are what starting from a checkout needs; the app brings its own, and electron-builder refuses Electron there.
    extraMetadata: {
      dependencies: null,
      homepage: homepage(process.env),
      // Wayland knows a window by it, and takes name and icon from that entry.
      desktopName: 'dramatis.desktop',
    },
  };
}

/** What each system is given, and how it is signed. */
function targets(): Pick<Configuration, 'linux' | 'deb' | 'mac' | 'win'> {
  const signing = signingBy(process.env);
  return {
    linux: {
      target: ['AppImage', 'deb', 'rpm'],
      category: 'Graphics',
      icon: icons.linux,
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
      icon: icons.mac,
      darkModeSupport: true,
      extendInfo: {
        // A folder or a picture is dropped on the icon, or opened with the app, which is never what the system takes by itself.
        CFBundleDocumentTypes: [documentType('Folder', 'public.folder'), documentType('Picture', 'public.image')],
      },
    },
    win: { ...signing.win, target: ['nsis', 'portable', 'zip'], icon: icons.win },
  };
}

function documentType(name: string, type: string): object {
  return {
    CFBundleTypeName: name,
    CFBundleTypeRole: 'Viewer',
    LSHandlerRank: 'Alternate',
    LSItemContentTypes: [type],
  };
}

/** Packages of Debian name a page. A build on GitHub has one; else there is none, which `.invalid` says (RFC 2606). */
function homepage({ GITHUB_REPOSITORY: repository }: NodeJS.ProcessEnv): string {
  return repository ? `https://github.com/${repository}` : 'https://dramatis.invalid';
}

/** Puts beside the app's archive what plain Node runs and reads: itself, the engine, the models. */
async function addEngine(
  { packager, appOutDir }: AfterPackContext,
  native: NativeOptions,
  system: System,
): Promise<void> {
  const why = whyNotOn(system.platform, system.arch);
  if (why !== null) throw new SetUpError(why);
  const resources = packager.getResourcesDir(appOutDir);
  const packages = await layEngine(resources, native, system);
  cpSync(join(root, 'resources/icon.png'), join(resources, 'icon.png'));
  writeThirdParties(resources, packages);
  if (system.platform === 'win32') allowLongPaths(join(appOutDir, `${packager.appInfo.productFilename}.exe`));
}
