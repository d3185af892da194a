/**
 * What can run the networks, in the order in which it is tried: the CPU, which always works, last. The keys are onnxruntime's
 * own (`listSupportedBackends`), the names as their makers write them: the command line and the log speak English.
 */
export const providerNames = {
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
} as const;

/** Where Linux shows a graphics card: Mesa's drivers, NVIDIA's own, the one of WSL. */
export const linuxCards: readonly string[] = ['/dev/dri', '/dev/nvidia0', '/dev/dxg'];

export type ExecutionProvider = keyof typeof providerNames;

export const executionProviders = Object.keys(providerNames) as readonly ExecutionProvider[];

/** What an artist can ask for. `auto`: the first that works. */
export const processorChoices = ['auto', ...executionProviders] as const;
export type ProcessorChoice = (typeof processorChoices)[number];

export interface Processor {
  readonly provider: ExecutionProvider;
  readonly threads: number;
  /** Those that were tried and are not used, the preferred one first; empty where it runs. */
  readonly refused: readonly ProcessorFallback[];
  /** Whether the embedder runs with 8-bit convolutions, as it is faster so on this processor. */
  readonly quantised?: boolean;
}

export interface ProcessorFallback {
  /** The one that is not used. */
  readonly provider: ExecutionProvider;
  /**
   * `other-system`: there is none on this system; `library-missing`: the system lacks what it needs, named in `detail`; `differs`:
   * its answers are not the processor's.
   */
  readonly reason: 'other-system' | 'not-installed' | 'library-missing' | 'no-device' | 'failed' | 'differs' | 'lost';
  /** The provider's own words, for a curious reader. */
  readonly detail: string;
}
