import type { ExecutionProvider, Processor, ProcessorFallback } from '../../contract/providers.ts';
import { cudaLoaderWords } from './cards/cuda-loader.ts';

/** Where onnxruntime says that its part for a provider does not load, but not what is missing: what the system's loader says. */
export const loaderWords: Readonly<Partial<Record<ExecutionProvider, () => string>>> = { cuda: cudaLoaderWords };

/** A provider ran, and answered something else than the processor. */
export class DiffersError extends Error {}

/** Why a provider could not be used, from what it threw. */
export function explainFailure(provider: ExecutionProvider, error: unknown): ProcessorFallback {
  const message = error instanceof Error ? error.message : String(error);
  const library = missingLibrary(message);
  if (error instanceof DiffersError) return { provider, reason: 'differs', detail: message };
  if (library !== null) return { provider, reason: 'library-missing', detail: library };
  const directX = directXWords(message);
  if (directX) return { provider, ...directX };
  return { provider, reason: reasonOf(message), detail: firstLine(message) };
}

/**
 * The shared libraries that a provider's own file needs and the system lacks, e.g. `libcublas.so.13, libcudnn.so.9`; null where the message is
 * about something else. Reads the messages of the loaders of Linux and macOS.
 */
function missingLibrary(message: string): string | null {
  const [, linux] = /((?:lib[\w.+-]+\.so[\d.]*(?:, )?)+): cannot open shared object file/.exec(message) ?? [];
  const [, mac] = /Library not loaded: (?:@rpath\/)?(\S+)/.exec(message) ?? [];
  const library = linux ?? mac;
  // Where the provider's own file is missing, this package comes without the provider.
  return library === undefined || library.includes('onnxruntime_providers') ? null : library;
}

/** No graphics card at all, and none that has DirectX 12: https://learn.microsoft.com/windows/win32/direct3ddxgi/dxgi-error */
const noDirectX = ['887A0002', '887A0004'];

/**
 * What DirectX says, without the place in onnxruntime's sources that stands before it:
 * `…\\dml_provider_factory.cc(516)\\onnxruntime.dll!…: Exception(1) tid(1a2c) 887A0004 The specified device interface … is not supported`.
 */
function directXWords(message: string): Pick<ProcessorFallback, 'reason' | 'detail'> | null {
  const [, code, words = ''] = /\b(887A00[0-9A-F]{2})\b[:\s]*(.*)/i.exec(firstLine(message)) ?? [];
  if (code === undefined) return null;
  const reason = noDirectX.includes(code.toUpperCase()) ? 'no-device' : 'failed';
  return { reason, detail: words === '' ? code : `${words.trim()} (${code})` };
}

function reasonOf(message: string): ProcessorFallback['reason'] {
  if (/load shared library|backend not found|providers_/i.test(message)) return 'not-installed';
  return /adapter|no .*device|device.*not found/i.test(message) ? 'no-device' : 'failed';
}

/** Without the place in onnxruntime's sources, and the condition there, that stand before what it says. */
function firstLine(message: string): string {
  const line = message.split('\n', 1)[0] ?? message;
  return line.replace(/\S+\.(?:cc|cpp|h):\d+ .* was false\. /, '');
}

/** What this machine offers: the providers that its onnxruntime knows, and whether it shows a graphics card. */
export interface Offer {
  readonly known: readonly string[];
  readonly mayHaveCard: boolean;
}

export interface ProviderPlan {
  /** In this order, the processor last. */
  readonly toTry: readonly ExecutionProvider[];
  /** Those that need not be tried. */
  readonly refused: readonly ProcessorFallback[];
}

/** Which of the wanted providers, up to the processor, are worth a try here. */
export function planProviders(wanted: readonly ExecutionProvider[], offer: Offer): ProviderPlan {
  const faster = wanted.includes('cpu') ? wanted.slice(0, wanted.indexOf('cpu')) : wanted;
  const refused = faster.flatMap((provider) => whyNot(provider, offer) ?? []);
  const toTry = faster.filter((provider) => !refused.some((fallback) => fallback.provider === provider));
  return { toTry: [...toTry, 'cpu'], refused };
}

/** Sorts the refused providers in the order in which they were wanted. One that was lost comes first, because it did work. */
export function inOrder(processor: Processor, wanted: readonly ExecutionProvider[]): Processor {
  const place = ({ provider, reason }: ProcessorFallback) => (reason === 'lost' ? -1 : wanted.indexOf(provider));
  return { ...processor, refused: processor.refused.toSorted((a, b) => place(a) - place(b)) };
}

function whyNot(provider: ExecutionProvider, { known, mayHaveCard }: Offer): ProcessorFallback | null {
  if (!known.includes(provider)) return { provider, reason: 'other-system', detail: '' };
  // Without a card, WebGPU would look for Vulkan and print that there is none.
  return provider === 'webgpu' && !mayHaveCard ? { provider, reason: 'no-device', detail: '' } : null;
}
