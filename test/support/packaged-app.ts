import { globSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const places: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'out/linux-unpacked/dramatis',
  darwin: 'out/mac*/Dramatis.app/Contents/MacOS/Dramatis',
  win32: 'out/win-unpacked/dramatis.exe',
};

/** The program that `npm run pack -- --dir` has made; throws where there is none. */
export function packagedApp(): string {
  const [found] = globSync(join(root, places[process.platform] ?? ''));
  if (found === undefined) throw new Error('There is no packaged app: run npm run pack -- --dir');
  return found;
}
