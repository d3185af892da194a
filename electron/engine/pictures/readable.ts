import { AppError } from '../../contract/errors.ts';
import { SkipError } from './limits/skip-error.ts';

/** For a picture that is asked for by itself. Throws `picture-unreadable` about `subject` where the file is to blame. */
export async function readable<T>(subject: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SkipError) throw new AppError('picture-unreadable', subject, { cause: error });
    throw error;
  }
}
