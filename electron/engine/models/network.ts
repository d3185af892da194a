import { basename } from 'node:path';
import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import { AppError } from '../../contract/errors.ts';
import type { ExecutionProvider } from '../../contract/model.ts';

// Failures reach the user as errors of ours; onnxruntime would also print them, in colour, to the command's stderr.
env.logLevel = 'fatal';

/** Where a network runs. */
export interface Placement {
  readonly provider: ExecutionProvider;
  readonly threads: number;
}

/** What models.json says of a network's ends. */
export interface NetworkNames {
  readonly path: string;
  readonly input: string;
  readonly outputs: readonly string[];
}

export interface Output {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** One ONNX file, loaded on one execution provider. */
export interface Network {
  /** Runs the network on one float tensor; the answers come in the order of `outputs`. */
  run(data: Float32Array, shape: readonly number[]): Promise<Output[]>;
  release(): Promise<void>;
}

/** Loads a network. Throws `model-invalid` where it lacks an end that models.json names, onnxruntime's own errors otherwise. */
export async function openNetwork(names: NetworkNames, { provider, threads }: Placement): Promise<Network> {
  const session = await InferenceSession.create(names.path, {
    executionProviders: [provider],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Sizes differ from picture to picture: a pattern would be kept for every one of them. DirectML needs it off too.
    enableMemPattern: false,
    logSeverityLevel: 4,
  });
  requireNames(names.path, 'input', [names.input], session.inputNames);
  requireNames(names.path, 'output', names.outputs, session.outputNames);
  return { run: (data, shape) => run(session, names, data, shape), release: () => session.release() };
}

function requireNames(path: string, end: string, wanted: readonly string[], present: readonly string[]): void {
  const missing = wanted.find((name) => !present.includes(name));
  if (missing === undefined) return;
  throw new AppError('model-invalid', `${basename(path)} has no ${end} "${missing}", only ${present.join(', ')}`);
}

async function run(
  session: InferenceSession,
  names: NetworkNames,
  data: Float32Array,
  shape: readonly number[],
): Promise<Output[]> {
  const answers = await session.run({ [names.input]: new Tensor('float32', data, shape) }, [...names.outputs]);
  return names.outputs.map((name) => {
    const tensor = answers[name];
    if (tensor?.data instanceof Float32Array) return { data: tensor.data, shape: tensor.dims };
    throw new AppError('model-invalid', `${basename(names.path)}: output "${name}" is not a float tensor`);
  });
}
