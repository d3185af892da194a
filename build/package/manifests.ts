import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, SetUpError } from '../set-up/run.mjs';

/** A release whose files lie on GitHub. */
export interface Release {
  /** `owner/name` */
  readonly repository: string;
  readonly version: string;
  /** SHA-256 of its files, by their names. */
  readonly sums: ReadonlyMap<string, string>;
}

const summary = 'Sorts game art by character';
const description =
  'Finds every drawn face in folders of art, groups the faces by character, and finds a character from one sample.';
const identifier = 'Dramatis.Dramatis';
const schemaVersion = '1.10.0';

/** Reads what `sha256sum` writes. Pure. */
export function readSums(text: string): ReadonlyMap<string, string> {
  const lines = [...text.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm)];
  return new Map(lines.map(([, sum = '', name = '']) => [name, sum]));
}

/** Files for the lists of programs that winget and Homebrew have: a person sends them there. By their names. Pure. */
export function manifestsOf(release: Release): ReadonlyMap<string, string> {
  return new Map([
    [`${identifier}.yaml`, wingetVersion(release)],
    [`${identifier}.installer.yaml`, wingetInstallers(release)],
    [`${identifier}.locale.en-US.yaml`, wingetLocale(release)],
    ['dramatis.rb', cask(release)],
  ]);
}

/** https://github.com/microsoft/winget-cli/tree/master/schemas/JSON/manifests/v1.10.0 */
function winget(kind: string, { version }: Release, lines: string): string {
  return `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${kind}.${schemaVersion}.schema.json
PackageIdentifier: ${identifier}
PackageVersion: ${version}
${lines}
ManifestType: ${kind}
ManifestVersion: ${schemaVersion}
`;
}

function wingetVersion(release: Release): string {
  return winget('version', release, 'DefaultLocale: en-US');
}

function wingetInstallers(release: Release): string {
  const installers = (['x64', 'arm64'] as const).map((arch) => {
    const file = `Dramatis-${release.version}-win-${arch}.exe`;
    return `  - Architecture: ${arch}
    InstallerUrl: ${addressOf(release, file)}
    InstallerSha256: ${sumOf(release, file).toUpperCase()}`;
  });
  return winget(
    'installer',
    release,
    `MinimumOSVersion: 10.0.17763.0
InstallerType: nullsoft
Scope: user
UpgradeBehavior: install
Installers:
${installers.join('\n')}`,
  );
}

function wingetLocale(release: Release): string {
  return winget(
    'defaultLocale',
    release,
    `PackageLocale: en-US
Publisher: Dramatis
PackageName: Dramatis
PackageUrl: https://github.com/${release.repository}
License: MIT
ShortDescription: ${summary}
Description: ${description}
Tags:
  - art
  - characters
  - faces
  - pictures`,
  );
}

/** https://docs.brew.sh/Cask-Cookbook. Without `zap`: it would take the library away. */
function cask(release: Release): string {
  const { repository, version } = release;
  const file = `Dramatis-${version}-mac-arm64.dmg`;
  const address = addressOf(release, file).replaceAll(version, '#{version}');
  return `cask "dramatis" do
  version "${version}"
  sha256 "${sumOf(release, file)}"

  url "${address}"
  name "Dramatis"
  desc "${summary}"
  homepage "https://github.com/${repository}"

  depends_on arch: :arm64
  depends_on macos: ">= :monterey"

  app "Dramatis.app"
end
`;
}

function addressOf({ repository, version }: Release, file: string): string {
  return `https://github.com/${repository}/releases/download/v${version}/${file}`;
}

function sumOf({ sums }: Release, file: string): string {
  const sum = sums.get(file);
  if (sum === undefined) throw new SetUpError(`The checksums do not name ${file}.`);
  return sum;
}

if (import.meta.main) {
  await main(async () => {
    const [out, repository, tag, target] = process.argv.slice(2);
    if (out === undefined || repository === undefined || tag === undefined || target === undefined) {
      throw new SetUpError(
        'node build/package/manifests.ts <folder with SHA256SUMS> <owner/name> <tag> <folder to write to>',
      );
    }
    const sums = readSums(readFileSync(join(out, 'SHA256SUMS'), 'utf8'));
    mkdirSync(target, { recursive: true });
    for (const [name, text] of manifestsOf({ repository, version: tag.replace(/^v/, ''), sums }))
      writeFileSync(join(target, name), text);
    return 0;
  });
}
