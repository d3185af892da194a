import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Whether a request may reach the engine: it names this machine (no other name that was made to lead here), comes from a page of this
 * server where the browser says from which, and carries the token that only this terminal has shown.
 */
export function isAllowed({ headers, url = '/' }: IncomingMessage, token: string): boolean {
  const { host = '', origin } = headers;
  if (!/^(127\.0\.0\.1|localhost):\d+$/.test(host)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return isSame(new URL(url, 'http://page').searchParams.get('token') ?? '', token);
}

function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
