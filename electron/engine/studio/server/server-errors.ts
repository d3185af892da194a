import { AppError } from '../../../contract/errors.ts';
import { serverErrors } from './schema.ts';

/** The server has another log than the one that was followed: it was restored from a backup, or made anew. */
export class OtherLog extends Error {}

/** The server does not take this event from this member. */
export class RefusedEvent extends Error {
  readonly id: string;

  constructor(id: string) {
    super(`event ${id} was refused`);
    this.id = id;
  }
}

/** Why a connection could not be made. */
export function unreachable(error: unknown, place: string): AppError {
  const { code, message } = detailsOf(error);
  // 28: the user, or the password.
  if (code.startsWith('28')) return new AppError('studio-not-let-in', message, { cause: error });
  if (isUnproven(code, message)) return new AppError('studio-unproven', `${place}: ${message}`, { cause: error });
  return new AppError('studio-unreachable', `${place}: ${message}`, { cause: error });
}

/** What a call failed with. */
export function worded(error: unknown): Error {
  const { code, message, detail } = detailsOf(error);
  if (code === serverErrors.otherLog) return new OtherLog(message);
  if (code === serverErrors.leadOnly)
    return detail === null ? new AppError('studio-lead-only') : new RefusedEvent(detail);
  if (code === serverErrors.readsOnly) return new AppError('studio-reads-only');
  if (code === serverErrors.oldClient) return new AppError('studio-newer');
  if (code === serverErrors.notAMember) return new AppError('studio-removed');
  // 53100: disk full.
  if (code === '53100') return new AppError('studio-full', '', { cause: error });
  // 42501: no right; 3F000: no schema; 42883: no such function.
  if (['42501', '3F000', '42883'].includes(code)) return new AppError('studio-not-let-in', message, { cause: error });
  return new AppError('studio-unreachable', message, { cause: error });
}

/** What Node says of a certificate that it does not trust, and `pg` of a server that has none. */
function isUnproven(code: string, message: string): boolean {
  return (
    /CERT|SIGNATURE|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code) ||
    message === 'The server does not support SSL connections'
  );
}

function detailsOf(error: unknown): { code: string; message: string; detail: string | null } {
  // Of several addresses Node says in one error that all failed.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message, detail } = first as { code?: unknown; message?: unknown; detail?: unknown };
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : String(error),
    detail: typeof detail === 'string' ? detail : null,
  };
}
