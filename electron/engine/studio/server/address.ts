import { readFileSync } from 'node:fs';
import { AppError } from '../../../contract/errors.ts';

/** Where the studio is, as `pg` takes it. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user?: string;
  readonly password?: string;
  /** Checks the server's certificate and its name. False: in plain text. */
  readonly ssl: false | { readonly rejectUnauthorized: true; readonly servername?: string; readonly ca?: string };
}

const protocols = ['postgresql:', 'postgres:'];
const example = 'postgresql://name@server/database';

/**
 * Reads the address of a studio. In plain text to this machine alone; everything else is TLS, where the server has to prove its name. `ca`:
 * a file. Throws `studio-address`, and `studio-password-in-address`: it would end in the library and in its backups.
 */
export function readAddress(url: string, ca: string | null, password: string | null): Address {
  const parsed = parse(url);
  const host = decodeURIComponent(parsed.searchParams.get('host') ?? parsed.hostname).replace(/^\[(.*)\]$/, '$1');
  const user = decodeURIComponent(parsed.username);
  if (!host) throw new AppError('studio-address', example);
  return {
    host,
    port: Number(parsed.searchParams.get('port') ?? (parsed.port || 5432)),
    database: decodeURIComponent(parsed.pathname.slice(1)) || 'dramatis',
    ...(user ? { user } : {}),
    ...(password !== null ? { password } : {}),
    ssl: isThisMachine(host) && ca === null ? false : tls(host, ca),
  };
}

function parse(url: string): URL {
  const parsed = URL.parse(url);
  if (!parsed || !protocols.includes(parsed.protocol)) throw new AppError('studio-address', example);
  if (parsed.password || parsed.searchParams.has('password')) throw new AppError('studio-password-in-address');
  return parsed;
}

/** A path is a socket's folder. */
function isThisMachine(host: string): boolean {
  return host.startsWith('/') || host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
}

function tls(host: string, ca: string | null): Address['ssl'] {
  const isNumber = /^[\d.:a-f]+$/i.test(host) && /[.:]/.test(host) && !/[g-z]/i.test(host);
  return {
    rejectUnauthorized: true,
    ...(isNumber ? {} : { servername: host }),
    ...(ca === null ? {} : { ca: readCertificate(ca) }),
  };
}

function readCertificate(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('studio-address', path, { cause: error });
  }
}
