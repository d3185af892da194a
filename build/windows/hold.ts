import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startInWine, system } from './wine.ts';

/** Opens a file for itself alone, as many programs on Windows do, until another file is there. 0x10000000: libuv's O_EXLOCK, no sharing. */
const script = `
const fs = require('fs');
const [, , held] = process.argv;
fs.openSync(held, fs.constants.O_RDWR | 0x10000000);
fs.writeFileSync('Z:\\\\holding', '');
setInterval(() => fs.existsSync('Z:\\\\let-go') && process.exit(), 100);
`;

/** Runs `work` while another program has a file open. `path`: as Windows names it. */
export async function whileHeld<T>(node: string, path: string, work: () => Promise<T>): Promise<T> {
  const [holding, letGo] = [join(system, 'holding'), join(system, 'let-go')];
  for (const file of [holding, letGo]) rmSync(file, { force: true });
  writeFileSync(join(system, 'hold.cjs'), script);
  const log = join(system, 'hold.log');
  const child = startInWine(node, ['Z:\\hold.cjs', path], { files: [log, log] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  for (let waited = 0; !existsSync(holding); waited += 1) {
    if (waited > 1_200 || child.exitCode !== null) throw new Error('the file could not be held');
    await pause(100);
  }
  try {
    return await work();
  } finally {
    writeFileSync(letGo, '');
    await ended;
  }
}
