import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
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
}

/** Puts beside the app's archive who made what is in it: the licences to read, and a bill of materials for machines. */
export function writeThirdParties(resources: string): void {
  const parties = thirdParties();
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as ThirdParty;
  writeFileSync(join(resources, 'third-parties.txt'), noticeText(parties));
  writeFileSync(join(resources, 'sbom.cdx.json'), `${JSON.stringify(billOf({ name, version }, parties), null, 2)}\n`);
}

/** The packages in the bundles, those beside them, and Node. Electron's own licences come with it. */
function thirdParties(): ThirdParty[] {
  const bundled = Object.keys(bundles).flatMap((name) => {
    return JSON.parse(readFileSync(join(root, 'dist', name, listName), 'utf8')) as string[];
  });
  const native = runtimePackages(root).map((folder) => relative(root, folder));
  const folders = [...new Set([...bundled, ...native, 'node_modules/node', 'node_modules/electron'])];
  return folders.map((folder) => partyIn(join(root, folder))).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function partyIn(folder: string): ThirdParty {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, license } = manifest;
  const licence = typeof license === 'string' ? license : 'see the text';
  return { name: String(name), version: String(version), licence, text: licenceIn(folder) };
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
  const parts = parties.map(
    ({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n\n${text}\n`,
  );
  return `Dramatis contains the work of others, under these licences. Those of Electron and Chromium lie beside the app.\n\n${parts.join('\n')}`;
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
