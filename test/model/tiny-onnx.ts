import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes ONNX files that are just large enough to test the runtime with: protobuf by hand, since nothing in the project's
 * packages writes ONNX. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
type Dimension = number | string;

interface Node {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly ints?: Readonly<Record<string, readonly number[]>>;
  readonly int?: Readonly<Record<string, number>>;
}

interface Graph {
  readonly nodes: readonly Node[];
  readonly constants?: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>
  >;
  readonly input: readonly [name: string, ...shape: Dimension[]];
  readonly outputs: readonly (readonly [name: string, ...shape: Dimension[]])[];
}

const floatType = 1;

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

const number = (field: number, value: number): Uint8Array => Buffer.concat([varint(field * 8), varint(value)]);

function bytes(field: number, value: string | Uint8Array): Uint8Array {
  const content = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
}

const message = (field: number, ...parts: Uint8Array[]): Uint8Array => bytes(field, Buffer.concat(parts));

function value(field: number, [name, ...shape]: readonly [string, ...Dimension[]]): Uint8Array {
  const dimensions = shape.map((side) => message(1, typeof side === 'number' ? number(1, side) : bytes(2, side)));
  return message(field, bytes(1, name), message(2, message(1, number(1, floatType), message(2, ...dimensions))));
}

function attributes({ int = {}, ints = {} }: Node): Uint8Array[] {
  const single = Object.entries(int).map(([name, n]) => message(5, bytes(1, name), number(3, n), number(20, 2)));
  const lists = Object.entries(ints).map(([name, list]) =>
    message(5, bytes(1, name), ...list.map((n) => number(8, n)), number(20, 7)),
  );
  return [...single, ...lists];
}

function node(spec: Node): Uint8Array {
  const ends = [...spec.inputs.map((name) => bytes(1, name)), ...spec.outputs.map((name) => bytes(2, name))];
  return message(1, ...ends, bytes(4, spec.type), ...attributes(spec));
}

function constant([name, { shape, data }]: [
  string,
  { shape: readonly number[]; data: readonly number[] },
]): Uint8Array {
  const raw = Buffer.from(Float32Array.from(data).buffer);
  return message(5, ...shape.map((side) => number(1, side)), number(2, floatType), bytes(8, name), bytes(9, raw));
}

function model(graph: Graph): Uint8Array {
  const parts = [
    ...graph.nodes.map(node),
    bytes(2, 'tiny'),
    ...Object.entries(graph.constants ?? {}).map(constant),
    value(11, graph.input),
    ...graph.outputs.map((output) => value(12, output)),
  ];
  return Buffer.concat([number(1, 8), message(8, bytes(1, ''), number(2, 13)), message(7, ...parts)]);
}

/** The boxes that the tiny detector always answers: left, top, right, bottom in pixels of its input. */
const tinyBoxes = [
  [10, 10, 30, 30],
  [12, 10, 32, 30],
  [40, 40, 60, 60],
] as const;
/** Scores on a white picture; darker pictures score proportionally less. */
const tinyScores = [0.9, 0.8, 0.6] as const;

/** A detector whose boxes never change and whose scores follow the brightness of its input. */
export function tinyDetector(names = { boxes: 'boxes', scores: 'scores' }): Uint8Array {
  return model({
    nodes: [
      { type: 'Identity', inputs: ['fixed'], outputs: [names.boxes] },
      { type: 'ReduceMean', inputs: ['image'], outputs: ['light'], ints: { axes: [1, 2, 3] }, int: { keepdims: 0 } },
      { type: 'Mul', inputs: ['light', 'chances'], outputs: [names.scores] },
    ],
    constants: {
      fixed: { shape: [1, 3, 4], data: tinyBoxes.flat() },
      chances: { shape: [1, 3], data: tinyScores },
    },
    input: ['image', 1, 3, 'height', 'width'],
    outputs: [
      [names.boxes, 1, 3, 4],
      [names.scores, 1, 3],
    ],
  });
}

/** An embedder that averages every column of its input: 3 × `size` numbers a crop. */
export function tinyEmbedder(size: number): Uint8Array {
  return model({
    nodes: [
      { type: 'ReduceMean', inputs: ['image'], outputs: ['columns'], ints: { axes: [2] }, int: { keepdims: 0 } },
      { type: 'Flatten', inputs: ['columns'], outputs: ['embedding'], int: { axis: 1 } },
    ],
    input: ['image', 'n', 3, size, size],
    outputs: [['embedding', 'n', 3 * size]],
  });
}

export const tinySize = 16;

/** A models.json for the tiny networks; tests change what they are about. */
export function tinyManifest(detector: Uint8Array, embedder: Uint8Array) {
  const pixels = { name: 'image', colour: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] };
  const file = (name: string, content: Uint8Array) => ({
    file: `${name}.onnx`,
    version: `${name}-0`,
    sha256: createHash('sha256').update(content).digest('hex'),
    licence: 'MIT',
  });
  return {
    schema: 1,
    detector: {
      ...file('detector', detector),
      input: { ...pixels, longSide: 64, maxUpscale: 2, multipleOf: 32, pad: 114 },
      outputs: { boxes: 'boxes', scores: 'scores' },
      scoreThreshold: 0.5,
      nmsIou: 0.4,
    },
    embedder: {
      ...file('embedder', embedder),
      input: { ...pixels, size: tinySize },
      output: { name: 'embedding', dimensions: 3 * tinySize },
      framing: { scale: 1.8, offset: [0, -0.1] },
      mirror: true,
      thresholds: { same: 0.7, maybe: 0.45, group: 0.6 },
    },
  };
}

/** Puts the tiny models, or changed ones, into a folder. */
export async function writeTinyModels(
  folder: string,
  detector = tinyDetector(),
  embedder = tinyEmbedder(tinySize),
  change: (manifest: ReturnType<typeof tinyManifest>) => unknown = (manifest) => manifest,
): Promise<void> {
  await writeFile(join(folder, 'detector.onnx'), detector);
  await writeFile(join(folder, 'embedder.onnx'), embedder);
  await writeFile(join(folder, 'models.json'), JSON.stringify(change(tinyManifest(detector, embedder))));
}
