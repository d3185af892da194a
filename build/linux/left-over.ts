import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../set-up/run.mjs';

/** Where a package puts files, and where systems keep what belongs to them. */
const places = ['/opt', '/usr', '/etc', '/var/lib', '/var/cache', '/lib', '/bin', '/sbin'];

/** What is on the system by the name of the app: paths, sorted. */
export async function traces(): Promise<string[]> {
  // apt keeps packages that it installed; folders that are not there are no failure.
  const except = ['-path', '/var/cache/apt', '-prune', '-o'];
  const found = await run('sh', [
    '-c',
    `find ${places.join(' ')} -xdev ${except.join(' ')} -iname '*dramatis*' -print 2>/dev/null; true`,
  ]);
  return found.split('\n').filter(Boolean).sort();
}

/** What the app left in an artist's home: the settings' folder, the library, and whatever else there is. */
export function leftAtHome(home: string): string[] {
  const config = join(home, 'config');
  const own = readdirSync(home).filter((name) => name !== 'config');
  return [...own, ...readdirSync(config).map((name) => `config/${name}`)].sort();
}
