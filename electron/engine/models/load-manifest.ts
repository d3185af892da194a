import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../contract/errors.ts';
import type { ModelFacts, NetworkFacts } from '../../contract/api/settings-api.ts';
import { parseManifest, type ManifestText, type ModelManifest } from '../vision/manifest.ts';

/**
 * Reads `models.json` of a folder and checks the ONNX files against their hashes.
 * Throws `model-invalid` on a missing file, bad JSON, a wrong shape or a wrong hash.
 */
export async function loadManifest(folder: string): Promise<ModelManifest> {
  const { detector, embedder } = parseManifest(await readText(resolve(folder, 'models.json')));
  const { second, ...first } = detector;
  const { quantised, ...full } = embedder;
  const [found, other, known, small] = await Promise.all([
    located(folder, first),
    second && located(folder, second),
    located(folder, full),
    quantised && located(folder, quantised),
  ]);
  return {
    schema: 1,
    detector: other ? { ...found, second: other } : found,
    embedder: small ? { ...known, quantised: small } : known,
  };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError('model-invalid', `${path} cannot be read`, { cause });
  }
}

async function located<T extends { file: string; sha256: string }>(
  folder: string,
  model: T,
): Promise<T & { path: string }> {
  const path = resolve(folder, model.file);
  if ((await sha256(path)) === model.sha256) return { ...model, path };
  throw new AppError('model-invalid', `${path} is not the file that models.json describes (sha256 differs)`);
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (cause) {
    throw new AppError('model-invalid', `${path} cannot be read`, { cause });
  }
  return hash.digest('hex');
}

/** What is in a models folder, whether or not it can be used. */
export async function modelFacts(folder: string): Promise<ModelFacts> {
  const path = resolve(folder);
  try {
    const { detector, embedder } = parseManifest(await readText(resolve(folder, 'models.json')));
    const { quantised } = embedder;
    const models = [detector, ...(detector.second ? [detector.second] : []), embedder];
    if (quantised) models.push({ ...embedder, ...quantised });
    const networks = await Promise.all(models.map((model) => networkFacts(folder, model)));
    const wrong = networks.find(({ intact }) => !intact);
    const problem = wrong ? `${wrong.file} is missing, or not the file that models.json describes` : null;
    return { folder: path, problem, networks };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { folder: path, problem: error.subject, networks: [] };
  }
}

type OnnxFile = Pick<ManifestText['embedder'], 'file' | 'version' | 'licence' | 'sha256'>;

async function networkFacts(folder: string, model: OnnxFile): Promise<NetworkFacts> {
  const { file, version, licence, sha256: expected } = model;
  const found = await sha256(resolve(folder, file)).catch(() => null);
  return { file, version, licence, sha256: expected, intact: found === expected };
}
