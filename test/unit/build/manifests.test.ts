import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifestsOf, readSums } from '../../../build/package/manifests.ts';

const sum = (digit: string) => digit.repeat(64);
const sums = readSums(
  [
    `${sum('a')}  Dramatis-1.2.3-win-x64.exe`,
    `${sum('b')}  Dramatis-1.2.3-win-arm64.exe`,
    `${sum('c')}  Dramatis-1.2.3-mac-arm64.dmg`,
    '',
  ].join('\n'),
);
const release = { repository: 'owner/name', version: '1.2.3', sums };

test('winget is told where the installers of both processors are, and what they sum up to', () => {
  const manifests = manifestsOf(release);
  const read = (kind: string): unknown => parse(manifests.get(`Dramatis.Dramatis.${kind}yaml`) ?? '');
  const common = { PackageIdentifier: 'Dramatis.Dramatis', PackageVersion: '1.2.3', ManifestVersion: '1.10.0' };
  expect(read('')).toEqual({ ...common, DefaultLocale: 'en-US', ManifestType: 'version' });
  expect(read('installer.')).toMatchObject({
    ...common,
    InstallerType: 'nullsoft',
    Installers: (['x64', 'arm64'] as const).map((arch, k) => ({
      Architecture: arch,
      InstallerUrl: `https://github.com/owner/name/releases/download/v1.2.3/Dramatis-1.2.3-win-${arch}.exe`,
      InstallerSha256: sum('AB'[k] ?? ''),
    })),
  });
  expect(read('locale.en-US.')).toMatchObject({ ...common, PackageName: 'Dramatis', License: 'MIT' });
});

test('Homebrew’s cask names the image of the disk, and takes no library away', () => {
  const cask = manifestsOf(release).get('dramatis.rb') ?? '';
  expect(cask).toContain('version "1.2.3"');
  expect(cask).toContain(`sha256 "${sum('c')}"`);
  expect(cask).toContain(
    'url "https://github.com/owner/name/releases/download/v#{version}/Dramatis-#{version}-mac-arm64.dmg"',
  );
  expect(cask).not.toContain('zap');
});

test('a release without one of these files has no manifests', () => {
  expect(() => manifestsOf({ ...release, sums: new Map() })).toThrow(/do not name Dramatis-1\.2\.3-win-x64\.exe/);
});
