import type { ExecutionProvider, ProcessorFallback } from '../../contract/model.ts';

/** What is tried, in this order, where nothing else is asked for. */
export const preferredProviders: readonly ExecutionProvider[] = ['cuda', 'dml', 'coreml', 'cpu'];

/** Why a provider could not be used, from what it threw. */
export function explainFailure(provider: ExecutionProvider, error: unknown): ProcessorFallback {
  const message = error instanceof Error ? error.message : String(error);
  return { provider, reason: reasonOf(message), detail: firstLine(message) };
}

function reasonOf(message: string): ProcessorFallback['reason'] {
  if (/load shared library|backend not found|providers_shared/i.test(message)) return 'not-installed';
  return /adapter|no .*device|device.*not found/i.test(message) ? 'no-device' : 'failed';
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

/** The providers to try of those wanted: the ones that this onnxruntime knows, the processor last. */
export function providersToTry(
  wanted: readonly ExecutionProvider[],
  known: readonly string[],
): readonly ExecutionProvider[] {
  return [...wanted.filter((provider) => provider !== 'cpu' && known.includes(provider)), 'cpu'];
}
