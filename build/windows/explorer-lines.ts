import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../set-up/run.mjs';
import { installWithApt, onPath } from '../set-up/system-libraries.mjs';
import { inWine, system } from './wine.ts';

/** An installer of 64 bits, as Wine here runs no others, of nothing but the lines that ours adds to electron-builder's, which is made of parts that npm does not have. */
const script = `Target amd64-unicode
!define PRODUCT_NAME "Dramatis"
!define APP_EXECUTABLE_FILENAME "dramatis.exe"
Name "Dramatis"
OutFile "installer.exe"
InstallDir "C:\\Dramatis"
RequestExecutionLevel user
SilentInstall silent
SilentUnInstall silent
!include "open-with.nsh"
Section
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section Uninstall
  SetShellVarContext current
  !insertmacro customUnInstall
SectionEnd
`;

const program = 'C:\\Dramatis\\dramatis.exe';
const command = `"${program}" "%1"`;

/** What the registry has to say, by key and name; a name of null is the key's own value. */
const wanted: readonly (readonly [key: string, name: string | null, value: string])[] = [
  ['Applications\\dramatis.exe', 'FriendlyAppName', 'Dramatis'],
  ['Applications\\dramatis.exe\\shell\\open\\command', null, command],
  ['Applications\\dramatis.exe\\SupportedTypes', '.clip', ''],
  ['Directory\\shell\\Dramatis', 'Icon', program],
  ['Directory\\shell\\Dramatis\\command', null, command],
  ['Drive\\shell\\Dramatis\\command', null, command],
];

/**
 * Installs the lines that the installer adds to Explorer, looks at them in the registry, and removes them. Answers what was seen; throws where one
 * is not as it should be, or is left.
 */
export async function checkExplorerLines(): Promise<string> {
  if (!onPath('makensis')) await installWithApt(['nsis'], () => undefined);
  const folder = join(system, 'installer');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  copyFileSync(join(root, 'build/package/open-with.nsh'), join(folder, 'open-with.nsh'));
  writeFileSync(join(folder, 'installer.nsi'), `\uFEFF${script}`);
  await run('makensis', ['-V2', 'installer.nsi'], { cwd: folder });
  await inWine('Z:\\installer\\installer.exe', ['/S']);
  for (const [key, name, value] of wanted) {
    const said = await query(key, name);
    if (said === null || !said.includes(value)) throw new Error(`${key} ${name ?? ''} is ${said ?? 'not there'}`);
  }
  // It would run from a copy of itself, and this would not wait for that.
  await inWine(program.replace('dramatis.exe', 'uninstall.exe'), ['/S', `_?=${program.replace('\\dramatis.exe', '')}`]);
  for (const [key, name] of wanted) if ((await query(key, name)) !== null) throw new Error(`${key} is left`);
  return `${wanted.length} lines, and none is left`;
}

/** What the registry says; null where there is no such entry. */
async function query(key: string, name: string | null): Promise<string | null> {
  const which = name === null ? ['/ve'] : ['/v', name];
  const { code, output } = await inWine('reg', ['query', `HKCU\\Software\\Classes\\${key}`, ...which]);
  return code === 0 ? output : null;
}
