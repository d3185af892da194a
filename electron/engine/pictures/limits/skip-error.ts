import { formatOf, headBytes } from '../../../contract/formats.ts';
import type { SkipReason } from '../../../contract/api/library-api.ts';

/** The file itself is to blame: it costs one row in the skipped list. */
export class SkipError extends Error {
  readonly reason: SkipReason;
  readonly detail: string;

  constructor(reason: SkipReason, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options);
    this.name = 'SkipError';
    this.reason = reason;
    this.detail = detail;
  }
}

/**
 * Runs a step of decoding `bytes`; what goes wrong in it is the file's fault. libvips ends a step after `longestMs`, where there is such a
 * limit. Throws SkipError.
 */
export async function blameFile<T>(bytes: Uint8Array, step: () => Promise<T>, longestMs = Infinity): Promise<T> {
  const start = performance.now();
  try {
    return await step();
  } catch (cause) {
    if (cause instanceof SkipError) throw cause;
    const isOutOfTime = performance.now() - start >= longestMs;
    throw new SkipError(isOutOfTime ? 'too-large' : reasonOf(bytes), messageOf(cause), { cause });
  }
}

/** The first line of an error's message: libvips reports one line per attempt, and the first one says it. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? message;
}

/** By the file alone. libvips keeps its words for all pictures together: they may be those of one that is decoded at the same time. */
function reasonOf(bytes: Uint8Array): SkipReason {
  return formatOf(headOf(bytes)) ? 'corrupt' : 'not-a-picture';
}

/** The start of a file, as formatOf takes it. */
export function headOf(bytes: Uint8Array): string {
  const { buffer, byteOffset, length } = bytes.subarray(0, headBytes);
  return Buffer.from(buffer, byteOffset, length).toString('latin1');
}
