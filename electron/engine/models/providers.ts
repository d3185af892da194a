import type { ExecutionProvider } from '../../contract/model.ts';

/** What is tried, in this order, where nothing else is asked for. */
export const preferredProviders: readonly ExecutionProvider[] = ['cuda', 'dml', 'coreml', 'cpu'];

const labels: Record<ExecutionProvider, string> = {
  cuda: 'NVIDIA acceleration (CUDA)',
  dml: 'Graphics acceleration (DirectML)',
  coreml: 'Apple acceleration (Core ML)',
  webgpu: 'Graphics acceleration (WebGPU)',
  cpu: 'The processor',
};

/** Why a provider could not be used, as a sentence for the status bar's tooltip. */
export function explainFailure(provider: ExecutionProvider, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/load shared library|backend not found|providers_shared/i.test(message))
    return `${labels[provider]} is not installed.`;
  if (/adapter|no .*device|device.*not found/i.test(message))
    return `${labels[provider]} found no suitable graphics card.`;
  return `${labels[provider]} did not start: ${firstLine(message)}`;
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
