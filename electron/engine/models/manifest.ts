import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { ModelFacts, NetworkFacts } from '../../contract/settings-api.ts';

const triple = z.tuple([z.number(), z.number(), z.number()]);
const positive = z.int().positive();
const fraction = z.number().min(0).max(1);
const cosine = z.number().min(-1).max(1);

/** How bytes become the network's numbers: `(value / 255 - mean) / std`, mean and std in the order of `colour`. */
const pixels = {
  name: z.string().min(1),
  colour: z.enum(['RGB', 'BGR']),
  mean: triple,
  std: triple.refine((std) => std.every((value) => value > 0), 'must be above 0'),
};

const onnxFile = {
  // A plain name: models.json cannot point outside its folder.
  file: z.string().regex(/^[\w.-]+\.onnx$/),
  version: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  licence: z.string().min(1),
};

const framing = z.object({
  /** Side of the crop in longer sides of the face box. */
  scale: z.number().positive(),
  /** How far the crop's centre lies from the box's, in widths and heights of the box, right and down. */
  offset: z.tuple([z.number(), z.number()]),
  /** The crops of a face, as multiples of `scale`; its embedding is the mean of theirs. */
  zooms: z.array(z.number().positive()).min(1).default([1]),
});

const part = z.number().positive().max(1);

/** One more look, no larger than the smallest face that the others found needs. */
const closerLook = z.object({
  /** The sizes to choose from, as parts of the full one, rising: the last where nothing was found. */
  parts: z.array(part).min(1),
  /** What the shorter side of that face is to measure in the detector's input, pixels. */
  face: z.number().positive(),
  /** What the longer side of the picture is to measure there, pixels. */
  side: z.number().positive(),
  /** What scores less was not found. */
  score: fraction,
});

const detector = z.object({
  ...onnxFile,
  input: z.object({
    ...pixels,
    longSide: positive,
    maxUpscale: z.number().min(1),
    multipleOf: positive,
    pad: z.int().min(0).max(255),
    /** The sizes at which a picture is looked at, as parts of the full one; scores are averaged over them. */
    looks: z.array(part).min(1).default([1]),
    closerLook: closerLook.optional(),
  }),
  outputs: z.object({ boxes: z.string().min(1), scores: z.string().min(1) }),
  scoreThreshold: fraction,
  nmsIou: fraction,
});

const embedder = z.object({
  ...onnxFile,
  input: z.object({ ...pixels, size: positive }),
  output: z.object({ name: z.string().min(1), dimensions: positive }),
  framing,
  mirror: z.boolean(),
  thresholds: z
    .object({
      same: cosine,
      maybe: cosine,
      /** Lowest mean cosine at which two groups are one character. */
      group: cosine,
    })
    .refine(({ same, maybe }) => same >= maybe, 'same must not be below maybe'),
  /** Points [cosine, probability that two faces show one character], both rising. */
  probability: z
    .array(z.tuple([cosine, fraction]))
    .min(2)
    .refine((points) => points.every((point, k) => k === 0 || rises(points[k - 1], point)), 'must rise')
    .optional(),
});

function rises(before: readonly [number, number] | undefined, [at, value]: readonly [number, number]): boolean {
  return before === undefined || (before[0] < at && before[1] <= value);
}

const schema = z.object({ schema: z.literal(1), detector, embedder });

export type Framing = Readonly<z.infer<typeof framing>>;
export type CloserLook = Readonly<z.infer<typeof closerLook>>;
export type PixelInput = Readonly<z.infer<z.ZodObject<typeof pixels>>>;
/** `path` is the ONNX file's absolute path; everything else stands in models.json. */
export type DetectorManifest = Readonly<z.infer<typeof detector> & { path: string }>;
export type EmbedderManifest = Readonly<z.infer<typeof embedder> & { path: string }>;

export interface ModelManifest {
  readonly schema: 1;
  readonly detector: DetectorManifest;
  readonly embedder: EmbedderManifest;
}

/**
 * Reads `models.json` of a folder and checks both ONNX files against their hashes.
 * Throws `model-invalid` on a missing file, bad JSON, a wrong shape or a wrong hash.
 */
export async function loadManifest(folder: string): Promise<ModelManifest> {
  const { detector, embedder } = parseManifest(await readText(resolve(folder, 'models.json')));
  const [detectorPath, embedderPath] = await Promise.all([locate(folder, detector), locate(folder, embedder)]);
  return {
    schema: 1,
    detector: { ...detector, path: detectorPath },
    embedder: { ...embedder, path: embedderPath },
  };
}

/** What a picture was indexed by, e.g. `detector-1+embedder-1`: a change of it makes the picture work again. */
export function modelVersion(manifest: ModelManifest): string {
  return `${manifest.detector.version}+${manifest.embedder.version}`;
}

function parseManifest(text: string): z.infer<typeof schema> {
  const checked = schema.safeParse(parseJson(text));
  if (checked.success) return checked.data;
  const issues = checked.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
  throw new AppError('model-invalid', `models.json: ${issues.join('; ')}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('model-invalid', 'models.json is not JSON', { cause });
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError('model-invalid', `${path} cannot be read`, { cause });
  }
}

async function locate(folder: string, model: { file: string; sha256: string }): Promise<string> {
  const path = resolve(folder, model.file);
  if ((await sha256(path)) === model.sha256) return path;
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
    const networks = await Promise.all([detector, embedder].map((model) => networkFacts(folder, model)));
    const wrong = networks.find(({ intact }) => !intact);
    const problem = wrong ? `${wrong.file} is missing, or not the file that models.json describes` : null;
    return { folder: path, problem, networks };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { folder: path, problem: error.subject, networks: [] };
  }
}

async function networkFacts(folder: string, model: z.infer<typeof detector | typeof embedder>): Promise<NetworkFacts> {
  const { file, version, licence, sha256: expected } = model;
  const found = await sha256(resolve(folder, file)).catch(() => null);
  return { file, version, licence, sha256: expected, intact: found === expected };
}
