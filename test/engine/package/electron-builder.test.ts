import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configuration } from '../../../build/electron-builder.ts';

const root = join(import.meta.dirname, '../../..');
const mac = configuration(false, { cuda: false }, { platform: 'darwin', arch: 'arm64' });
const windows = configuration(false, { cuda: false }, { platform: 'win32', arch: 'arm64' });

test('every system gets the packages that it knows', () => {
  expect(windows.win?.target).toEqual(['nsis', 'portable', 'zip']);
  expect(mac.mac?.target).toEqual(['dmg', 'zip']);
  expect(mac.linux?.target).toEqual(['AppImage', 'deb', 'rpm']);
});

test('the installer and the program that is not installed have names of their own, with the processor', () => {
  const name = '${productName}-${version}-${os}-${arch}';
  expect(windows.artifactName).toBe(`${name}.\${ext}`);
  expect(windows.portable?.artifactName).toBe(`${name}-portable.\${ext}`);
});

test('on Windows no administrator is asked for, and the artist chooses where it goes', () => {
  expect(windows.nsis).toMatchObject({ oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true });
  expect(existsSync(join(root, String(windows.nsis?.include)))).toBe(true);
});

test('on macOS folders and pictures are opened with it, dropped on its icon too, and it is never the first choice', () => {
  expect(mac.mac?.extendInfo).toMatchObject({
    CFBundleDocumentTypes: [
      { LSItemContentTypes: ['public.folder'], LSHandlerRank: 'Alternate' },
      { LSItemContentTypes: ['public.image'], LSHandlerRank: 'Alternate' },
    ],
  });
  expect(mac.mac?.darkModeSupport).toBe(true);
});

test('on macOS the engine’s Node may make code and load what others have signed, under the hardened runtime', () => {
  expect(mac.mac).toMatchObject({ hardenedRuntime: true });
  expect(mac.mac?.entitlements).toBe(mac.mac?.entitlementsInherit);
  const allowed = readFileSync(join(root, String(mac.mac?.entitlements)), 'utf8');
  const keys = [...allowed.matchAll(/<key>com\.apple\.security\.cs\.([\w-]+)<\/key>\s*<true\/>/g)].map(
    ([, key]) => key,
  );
  expect(keys).toEqual(['allow-jit', 'allow-unsigned-executable-memory', 'disable-library-validation']);
});

test('no cookie asks for macOS’ keychain, nothing runs the app as Node, and a release has no inspector', () => {
  expect(mac.electronFuses).toMatchObject({
    enableCookieEncryption: false,
    runAsNode: false,
    enableNodeCliInspectArguments: false,
    resetAdHocDarwinSignature: true,
  });
  expect(windows.electronFuses).toMatchObject({ resetAdHocDarwinSignature: false });
});

test('for Macs with an Intel processor nothing is packed, and it is said why', async () => {
  const { afterPack } = configuration(false, { cuda: false }, { platform: 'darwin', arch: 'x64' });
  if (typeof afterPack !== 'function') throw new Error('nothing looks at what is packed');
  await expect(async () => afterPack({} as Parameters<typeof afterPack>[0])).rejects.toThrow(/Apple silicon/);
});

test('without a feed nothing looks for new versions', () => {
  expect(process.env['DRAMATIS_FEED'] ?? '').toBe('');
  expect(windows.publish).toBeNull();
});
