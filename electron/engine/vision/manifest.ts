import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';

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

/** One more look, as close as the smallest face needs that the other looks found. */
const closerLook = z.object({
  /** The sizes to choose from, as parts of the full one, rising: the last where nothing was found. */
  parts: z.array(part).min(1),
  /** What the shorter side of that face is to measure in the detector's input, pixels. */
  face: z.number().positive(),
  /** What the longer side of the picture is to measure there, pixels. */
  side: z.number().positive(),
  /** Boxes with a lower score do not count as found. */
  score: fraction,
});

const pair = z.tuple([z.number(), z.number()]);

/** How a picture is brought to a detector. */
const fitted = {
  ...pixels,
  longSide: positive,
  maxUpscale: z.number().min(1),
  multipleOf: positive,
  pad: z.int().min(0).max(255),
};

const outputs = z.object({ boxes: z.string().min(1), scores: z.string().min(1) });

/** A logistic model of the log odds of two scores. */
const opinions = z.object({ own: z.number(), theirs: z.number(), shift: z.number() });

/** A detector made for something else, which is asked where the first is unsure. */
const second = z.object({
  ...onnxFile,
  /** `lostSide`: the longer side where the first detector is sure of nothing; there a closer look is worth its time. */
  input: z.object({ ...fitted, lostSide: positive }),
  outputs,
  nmsIou: fraction,
  /** Below this score it says nothing. */
  least: fraction,
  /** It is asked where the first finds nothing that scores `to`, or something between the two. */
  asked: z.object({ from: fraction, to: fraction }),
  /** From its boxes to ours: the centre moves by widths and heights, both sides become so many times as long. */
  correction: z.object({ offset: pair, size: pair }),
  /** Scores become probabilities by their log odds: of the first detector alone, and of both. */
  joining: z.object({
    /** Below this score it counts as not having seen a face, except in a picture that is one head. */
    seen: fraction,
    alone: z.object({ own: z.number(), shift: z.number() }),
    both: opinions,
    /**
     * A picture where it is as sure of faces as `theirs` and the first less than `own`, and these are at least such a share of the faces that
     * either sees: there the first alone is doubted, and counts for less in what `both` say.
     */
    foreign: z.object({ own: fraction, theirs: fraction, share: fraction, doubt: z.number(), both: opinions }),
    /** Of both, for the face of a picture that is one head: there hardly any has none. */
    head: opinions,
  }),
});

const detector = z.object({
  ...onnxFile,
  input: z.object({
    ...fitted,
    /** The sizes at which a picture is looked at, as parts of the full one; scores are averaged over them. */
    looks: z.array(part).min(1).default([1]),
    closerLook: closerLook.optional(),
  }),
  outputs,
  /** Of the probability, where there is a second detector. */
  scoreThreshold: fraction,
  nmsIou: fraction,
  second: second.optional(),
});

/** Log odds that two faces of a library show one character: see adaptation/promise.ts. */
const crowding = z.object({
  ...{ intercept: z.number(), cosine: z.number(), faces: z.number(), middle: z.number(), spread: z.number() },
});

/** Log odds that a face shows the character of a sample: see similarity/sample-odds.ts. */
const sorting = z.object({
  ...{ intercept: z.number(), likeness: z.number(), lead: z.number(), crowd: z.number(), reach: z.number() },
});

/** Points [cosine, probability that two faces show one character], both rising. */
const probability = z
  .array(z.tuple([cosine, fraction]))
  .min(2)
  .refine((points) => points.every((point, k) => k === 0 || rises(points[k - 1], point)), 'must rise');

/** What cosines mean where a library is looked through a lens of its own: see adaptation/lens.ts. */
const throughLens = z.object({
  thresholds: z.object({ same: cosine, maybe: cosine }),
  probability,
  crowding,
  sorting,
  /** The linkage: times the natural logarithm of the number of groups that the lens was learnt from. */
  linkage: z.object({ intercept: z.number(), groups: z.number() }),
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
  probability: probability.optional(),
  crowding: crowding.optional(),
  /** How much higher the linkage of a library is than `thresholds.group`: see adaptation/linkage.ts. */
  rise: z.object({ intercept: z.number(), faces: z.number(), middle: z.number() }).optional(),
  sorting: sorting.optional(),
  throughLens: throughLens.optional(),
  /** The same network with 8-bit convolutions, for processors that are faster with it: its vectors are compared with those of the full one. */
  quantised: z.object({ file: onnxFile.file, sha256: onnxFile.sha256 }).optional(),
});

function rises(before: readonly [number, number] | undefined, [at, value]: readonly [number, number]): boolean {
  return before === undefined || (before[0] < at && before[1] <= value);
}

const schema = z.object({ schema: z.literal(1), detector, embedder });

export type Framing = Readonly<z.infer<typeof framing>>;
export type CloserLook = Readonly<z.infer<typeof closerLook>>;
export type PixelInput = Readonly<z.infer<z.ZodObject<typeof pixels>>>;
/** `path` is the ONNX file's absolute path; everything else stands in models.json. */
export type SecondManifest = Readonly<z.infer<typeof second> & { path: string }>;
export type DetectorManifest = Readonly<
  Omit<z.infer<typeof detector>, 'second'> & { path: string; second?: SecondManifest | undefined }
>;
export type EmbedderManifest = Readonly<
  Omit<z.infer<typeof embedder>, 'quantised'> & { path: string; quantised?: QuantisedFile | undefined }
>;
interface QuantisedFile {
  readonly file: string;
  readonly sha256: string;
  readonly path: string;
}

export interface ModelManifest {
  readonly schema: 1;
  readonly detector: DetectorManifest;
  readonly embedder: EmbedderManifest;
}

/** What models.json says, checked. Paths of the ONNX files are not in it. */
export type ManifestText = Readonly<z.infer<typeof schema>>;

/** What a picture was indexed by, e.g. `detector-1+embedder-1`: a change of it makes the picture work again. */
export function modelVersion({ detector: { version, second: other }, embedder: known }: ModelManifest): string {
  return [version, ...(other ? [other.version] : []), known.version].join('+');
}

/** Throws `model-invalid` where the text is no JSON, or not of the shape of a manifest. */
export function parseManifest(text: string): ManifestText {
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
