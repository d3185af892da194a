import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { main, SetUpError } from '../set-up/run.mjs';

const name = 'SHA256SUMS';

/** Writes the SHA-256 of each file of a folder into a file beside them, as `sha256sum --check` reads it. Answers how many. */
export async function writeChecksums(folder: string): Promise<number> {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== name)
    .map((entry) => entry.name)
    .sort();
  const lines: string[] = [];
  for (const file of files) lines.push(`${await hashOf(join(folder, file))}  ${file}\n`);
  writeFileSync(join(folder, name), lines.join(''));
  return files.length;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

if (import.meta.main) {
  await main(async () => {
    const [folder] = process.argv.slice(2);
    if (folder === undefined) throw new SetUpError('Name the folder: node build/package/checksums.ts <folder>');
    process.stdout.write(`${await writeChecksums(folder)} files summed up in ${join(folder, name)}\n`);
    return 0;
  });
}
