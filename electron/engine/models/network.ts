import { basename } from 'node:path';
import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import { AppError } from '../../contract/errors.ts';
import type { ExecutionProvider } from '../../contract/providers.ts';
import { loaderWords } from './providers.ts';

// Failures reach the user as errors of ours; onnxruntime would also print them, in colour, to the command's stderr.
env.logLevel = 'fatal';

/** Where a network runs. */
export interface Placement {
  readonly provider: ExecutionProvider;
  readonly threads: number;
  /** The graphics card, as DirectML numbers them. */
  readonly card?: number;
}

/** What models.json says of a network's inputs and outputs. */
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
  /** Whether the first axis of its input may be longer than 1. */
  readonly batches: boolean;
  /** Runs the network on one float tensor; the answers come in the order of `outputs`. */
  run(data: Float32Array, shape: readonly number[]): Promise<Output[]>;
  release(): Promise<void>;
}

/**
 * Loads a network. Throws `model-invalid` where it lacks an input or output that models.json names, otherwise onnxruntime's own
 * errors, with the file's name before them.
 */
export async function openNetwork(names: NetworkNames, { provider, threads, card = 0 }: Placement): Promise<Network> {
  const file = basename(names.path);
  const session = await naming(file, () =>
    explaining(provider, () =>
      InferenceSession.create(names.path, {
        executionProviders: [provider === 'dml' ? { name: provider, deviceId: card } : provider],
        graphOptimizationLevel: 'all',
        executionMode: 'sequential',
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        // Pictures differ in size, and onnxruntime would keep a pattern for each size. DirectML needs it off too.
        enableMemPattern: false,
        // Waiting threads must not spin: decoding needs the cores. On a busy machine this halves the time (measured).
        extra: { session: { intra_op: { allow_spinning: '0' } } },
        logSeverityLevel: 4,
      }),
    ),
  );
  requireNames(file, 'input', [names.input], session.inputNames);
  requireNames(file, 'output', names.outputs, session.outputNames);
  return {
    batches: typeof firstAxis(session) === 'string',
    run: (data, shape) => naming(file, () => run(session, names, new Tensor('float32', data, shape))),
    release: () => session.release(),
  };
}

function requireNames(file: string, end: string, wanted: readonly string[], present: readonly string[]): void {
  const missing = wanted.find((name) => !present.includes(name));
  if (missing === undefined) return;
  throw new AppError('model-invalid', `${file} has no ${end} "${missing}", only ${present.join(', ')}`);
}

/** A number where the network takes exactly so many inputs at a time, a name where it takes any number. */
function firstAxis({ inputMetadata: [input] }: InferenceSession): number | string | undefined {
  return input?.isTensor ? input.shape[0] : undefined;
}

async function run(session: InferenceSession, { input, outputs }: NetworkNames, tensor: Tensor): Promise<Output[]> {
  const answers = await session.run({ [input]: tensor }, [...outputs]);
  return outputs.map((name) => {
    const answer = answers[name];
    if (answer?.data instanceof Float32Array) return { data: answer.data, shape: answer.dims };
    throw new AppError('model-invalid', `output "${name}" is not a float tensor`);
  });
}

/** Adds what onnxruntime does not say: see `loaderWords`. */
async function explaining<T>(provider: ExecutionProvider, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const words = loaderWords[provider]?.();
    if (words === undefined) throw cause;
    throw new Error([(cause as Error).message, words].join('; '), { cause });
  }
}

async function naming<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw new AppError(cause.code, `${file}: ${cause.subject}`, { cause });
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
