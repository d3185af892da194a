import type { ExecutionProvider, ProcessorFallback } from '../../contract/model.ts';

/** What is tried, in this order, where nothing else is asked for. */
export const preferredProviders: readonly ExecutionProvider[] = ['cuda', 'dml', 'coreml', 'webgpu', 'cpu'];

/** A provider ran, and answered something else than the processor. */
export class DiffersError extends Error {}

/** Why a provider could not be used, from what it threw. */
export function explainFailure(provider: ExecutionProvider, error: unknown): ProcessorFallback {
  const message = error instanceof Error ? error.message : String(error);
  const library = missingLibrary(message);
  if (error instanceof DiffersError) return { provider, reason: 'differs', detail: message };
  if (library !== null) return { provider, reason: 'library-missing', detail: library };
  return { provider, reason: reasonOf(message), detail: firstLine(message) };
}

/**
 * The shared library that a provider's own file needs and the system lacks, e.g. `libcudnn.so.9`; null where the message is
 * about something else. As the loaders of Linux and macOS word it.
 */
function missingLibrary(message: string): string | null {
  const [, linux] = /(lib[\w.+-]+\.so[\d.]*): cannot open shared object file/.exec(message) ?? [];
  const [, mac] = /Library not loaded: (?:@rpath\/)?(\S+)/.exec(message) ?? [];
  const library = linux ?? mac;
  // Its own file: the provider does not come with this package at all.
  return library === undefined || library.includes('onnxruntime_providers') ? null : library;
}

function reasonOf(message: string): ProcessorFallback['reason'] {
  if (/load shared library|backend not found|providers_/i.test(message)) return 'not-installed';
  return /adapter|no .*device|device.*not found/i.test(message) ? 'no-device' : 'failed';
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

/** The providers to try of those wanted, up to the processor: the ones that this onnxruntime knows, the processor last. */
export function providersToTry(
  wanted: readonly ExecutionProvider[],
  known: readonly string[],
): readonly ExecutionProvider[] {
  const faster = wanted.includes('cpu') ? wanted.slice(0, wanted.indexOf('cpu')) : wanted;
  return [...faster.filter((provider) => known.includes(provider)), 'cpu'];
}
