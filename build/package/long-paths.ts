import { readFileSync, writeFileSync } from 'node:fs';
import { NtExecutable, NtExecutableResource } from 'resedit';

/** RT_MANIFEST: https://learn.microsoft.com/windows/win32/menurc/resource-types */
const manifestType = 24;

/**
 * Lets a program of Windows use paths of more than 259 characters where Windows is set to allow that: the engine's Node does so by itself, and
 * the window shows, opens and drags the same files. Throws where the program has no manifest.
 */
export function allowLongPaths(program: string): void {
  const executable = NtExecutable.from(readFileSync(program));
  const resources = NtExecutableResource.from(executable);
  const entry = resources.entries.find(({ type }) => type === manifestType);
  if (!entry) throw new Error(`${program} has no manifest`);
  const manifest = Buffer.from(entry.bin).toString('utf8');
  const bytes = new TextEncoder().encode(withLongPaths(manifest));
  entry.bin = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  resources.outputResource(executable);
  writeFileSync(program, Buffer.from(executable.generate()));
}

const setting = '<longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>';

/** https://learn.microsoft.com/windows/win32/sbscs/application-manifests#longpathaware. Pure. */
export function withLongPaths(manifest: string): string {
  if (/longPathAware/.test(manifest)) return manifest;
  const inSettings = manifest.replace(/<(\w+:)?windowsSettings\b[^>]*(?<!\/)>/, `$&${setting}`);
  if (inSettings !== manifest) return inSettings;
  const application = `<application xmlns="urn:schemas-microsoft-com:asm.v3"><windowsSettings>${setting}</windowsSettings></application>`;
  return manifest.replace(/<\/(\w+:)?assembly>\s*$/, `${application}$&`);
}
