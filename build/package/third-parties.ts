import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimePackages } from '../native-packages.ts';
import { bundles } from '../set-up/inputs.mjs';
import { root } from '../set-up/run.mjs';
import { listName } from './bundled-packages.ts';

/** A package of somebody else that is in what artists install. */
export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  /** As SPDX writes it, where its maker did. */
  readonly licence: string;
  /** The licence's text; empty where the package brings none. */
  readonly text: string;
  /** Where it is made; empty where the package does not say. */
  readonly home: string;
}

/**
 * Puts beside the app's archive who made what is in it: the licences to read, and a bill of materials for machines.
 * @param packages the folder whose `node_modules` the packages beside the bundles were taken from
 */
export function writeThirdParties(resources: string, packages: string): void {
  const parties = thirdParties(packages);
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as ThirdParty;
  writeFileSync(join(resources, 'third-parties.txt'), noticeText(parties));
  writeFileSync(join(resources, 'sbom.cdx.json'), `${JSON.stringify(billOf({ name, version }, parties), null, 2)}\n`);
}

/** The packages in the bundles, those beside them, and Node. Electron's own licences come with it. */
function thirdParties(packages: string): ThirdParty[] {
  const bundled = Object.keys(bundles).flatMap((name) => {
    return JSON.parse(readFileSync(join(root, 'dist', name, listName), 'utf8')) as string[];
  });
  const ours = [...bundled, 'node_modules/node', 'node_modules/electron'].map((folder) => join(root, folder));
  const folders = new Set([...ours, ...runtimePackages(packages)]);
  return [...folders].map(partyIn).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function partyIn(folder: string): ThirdParty {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, license } = manifest;
  const licence = typeof license === 'string' ? license : 'see the text';
  return { name: String(name), version: String(version), licence, text: licenceIn(folder), home: homeOf(manifest) };
}

function homeOf({ homepage, repository }: Record<string, unknown>): string {
  const named = typeof repository === 'object' && repository !== null && 'url' in repository ? repository.url : null;
  const address = [homepage, named, repository].find((each) => typeof each === 'string');
  return address?.replace(/^git\+/, '') ?? '';
}

function licenceIn(folder: string): string {
  const isLicence = (name: string) =>
    /^(licen[cs]e|copying|notice|third.?party)/i.test(name) && !/\.(js|ts|json)$/.test(name);
  const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const files = names.filter((entry) => entry.isFile() && isLicence(entry.name));
  return files.map(({ name }) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
}

/** Pure. */
export function noticeText(parties: readonly ThirdParty[]): string {
  const line = '-'.repeat(80);
  const parts = parties.map((party) => {
    const { name, version, licence, text } = party;
    return `${line}\n${name} ${version} (${licence})\n\n${text || whereTextIs(party)}\n`;
  });
  return `Dramatis contains the work of others, under these licences. Those of Electron and Chromium lie beside the app.\n\n${parts.join('\n')}`;
}

/** Some packages only name their licence, by the name that it has in SPDX's list. */
function whereTextIs({ licence, home }: ThirdParty): string {
  const names = (licence.match(/[\w.-]+/g) ?? []).filter((word) => !/^(AND|OR|WITH)$/.test(word));
  const texts = names.map((name) => `https://spdx.org/licenses/${name}.html`);
  return [...texts, home && `Made at ${home}`].filter(Boolean).join('\n');
}

/** A bill of materials as CycloneDX 1.6 has it: https://cyclonedx.org/docs/1.6/json. Pure. */
export function billOf(app: Pick<ThirdParty, 'name' | 'version'>, parties: readonly ThirdParty[]): object {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: app.name, version: app.version } },
    components: parties.map(({ name, version, licence }) => ({
      type: 'library',
      name,
      version,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      licenses: [licenceOf(licence)],
    })),
  };
}

/** One licence of SPDX's list, several put together, or words. */
function licenceOf(licence: string): object {
  if (/ (AND|OR|WITH) /.test(licence)) return { expression: licence };
  return { license: /^[\w.+-]+$/.test(licence) ? { id: licence } : { name: licence } };
}
