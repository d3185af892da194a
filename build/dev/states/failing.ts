import { AppError, toErrorData } from '../../../electron/contract/errors.ts';
import type { Twist } from './twist.ts';

/** A library whose groups cannot be read. */
export const failing: Twist = (call) => async (method, args) => {
  if (method !== 'listCharacters' && method !== 'snapshot') return call(method, args);
  const error = new AppError('library-unreadable', 'SQLITE_CORRUPT: database disk image is malformed');
  return { ok: false, error: toErrorData(error) };
};
