import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { gather, mergedList } from '../../../build/package/gather.ts';

let here: string;
beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'dramatis-gather-'));
});
afterEach(() => rmSync(here, { recursive: true }));

/** As electron-builder writes it. */
function listFor(arch: string, version = '1.2.3'): string {
  const name = `Dramatis-${version}-win-${arch}.exe`;
  return `version: ${version}
files:
  - url: ${name}
    sha512: ${arch}+/==
    size: 7
path: ${name}
sha512: ${arch}+/==
releaseDate: '2026-11-30T12:00:00.000Z'
`;
}

function packed(machine: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(here, 'packed', machine), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(here, 'packed', machine, name), text);
}

test('an update for Windows is found by both processors, though a machine each has packed it', () => {
  packed('windows-arm64', { 'latest.yml': listFor('arm64'), 'Dramatis-1.2.3-win-arm64.exe': 'a' });
  packed('windows-x64', { 'latest.yml': listFor('x64'), 'Dramatis-1.2.3-win-x64.exe': 'b' });
  packed('mac-arm64', { 'latest-mac.yml': listFor('mac') });
  gather(join(here, 'packed'), join(here, 'out'));
  expect(readdirSync(join(here, 'out')).sort()).toEqual([
    'Dramatis-1.2.3-win-arm64.exe',
    'Dramatis-1.2.3-win-x64.exe',
    'latest-mac.yml',
    'latest.yml',
  ]);
  const { version, files } = parse(readFileSync(join(here, 'out/latest.yml'), 'utf8')) as {
    version: string;
    files: { url: string; size: number }[];
  };
  expect(version).toBe('1.2.3');
  expect(files.map(({ url, size }) => [url, size])).toEqual([
    ['Dramatis-1.2.3-win-arm64.exe', 7],
    ['Dramatis-1.2.3-win-x64.exe', 7],
  ]);
});

test('two packages of one name are refused, and so are lists of different versions', () => {
  packed('a', { 'x.exe': 'a' });
  packed('b', { 'x.exe': 'b' });
  expect(() => gather(join(here, 'packed'), join(here, 'out'))).toThrow(/two files of one name: .*x\.exe/);
  expect(() => mergedList([listFor('x64'), listFor('arm64', '1.2.4')])).toThrow(/1\.2\.3, 1\.2\.4/);
  expect(() => mergedList(['version: 1\n'])).toThrow(/no list of files/);
});
