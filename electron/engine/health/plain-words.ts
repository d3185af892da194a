import {
  providerNames,
  type ExecutionProvider,
  type Processor,
  type ProcessorFallback,
} from '../../contract/providers.ts';

const reasons: Readonly<Record<ProcessorFallback['reason'], (detail: string) => string>> = {
  'other-system': () => 'not made for this system',
  'not-installed': () => 'not installed',
  'library-missing': (detail) => `${detail} not found`,
  'no-device': (detail) => ['no suitable graphics card', detail].filter(Boolean).join(': '),
  failed: (detail) => detail,
  differs: (detail) => `computes something else than the CPU (${detail})`,
  lost: (detail) => `stopped answering (${detail})`,
};

/** E.g. `CUDA: libcudnn.so.9 not found`. */
export function whyRefused(provider: ExecutionProvider, refused: Pick<ProcessorFallback, 'reason' | 'detail'>): string {
  return `${providerNames[provider]}: ${reasons[refused.reason](refused.detail)}`;
}

/** What runs the networks and why nothing faster does, e.g. `CPU, 2 threads (CUDA: libcudnn.so.9 not found → using CPU)`. */
export function processorWords({ provider, threads, refused }: Processor): string {
  const told = refused.filter(({ reason }) => reason !== 'other-system');
  const why = told.map((fallback) => whyRefused(fallback.provider, fallback)).join('; ');
  const name = providerNames[provider];
  return `${name}, ${threads} ${threads === 1 ? 'thread' : 'threads'}${why && ` (${why} → using ${name})`}`;
}
