import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { main } from '../../set-up/run.mjs';
import { makeDeb } from './deb.ts';
import { readFpmArguments } from './fpm-arguments.ts';
import { makeRpm } from './rpm.ts';

/**
 * Stands in for fpm, which electron-builder would fetch from GitHub with a Ruby of its own: the systems' own tools make their packages
 * anywhere that has them.
 */
await main(async () => {
  const wanted = readFpmArguments(process.argv.slice(2));
  const work = mkdtempSync(join(dirname(wanted.file), '.package-'));
  try {
    await (wanted.kind === 'deb' ? makeDeb(wanted, work) : makeRpm(wanted, work));
    return 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});
