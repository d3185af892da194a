import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProbabilityTable } from '../../../electron/engine/similarity/probability.ts';

export interface Calibration {
  readonly same: number;
  readonly maybe: number;
  readonly group: number;
  readonly probability: ProbabilityTable;
}

/** Replaces the embedder's thresholds and probabilities in models.json. Thresholds to three digits, `same` rounded up, `maybe` down. */
export async function writeCalibration(modelFolder: string, calibration: Calibration): Promise<void> {
  const { same, maybe, group, probability } = calibration;
  const thresholds = { same: Math.ceil(same * 1000) / 1000, maybe: Math.floor(maybe * 1000) / 1000, group };
  await writeEmbedder(modelFolder, { thresholds, probability });
}

/** Replaces some of what models.json says of the embedder, its last entry; the text before it stays as it is. */
export async function writeEmbedder(modelFolder: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const file = join(modelFolder, 'models.json');
  const text = await readFile(file, 'utf8');
  const { embedder } = JSON.parse(text) as { embedder: object };
  const before = text.slice(0, text.indexOf('"embedder"'));
  const entry = compactArrays(JSON.stringify({ ...embedder, ...changes }, null, 2)).replaceAll('\n', '\n  ');
  await writeFile(file, `${before}"embedder": ${entry}\n}\n`);
  console.log(`  written: ${file}`);
}

/** Arrays of numbers on one line each, as they are read. */
function compactArrays(json: string): string {
  return json.replace(/\[[\s\d.,eE+-]+\]/g, (array) =>
    array.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
}
