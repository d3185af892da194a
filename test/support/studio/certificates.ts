import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority of the tests' own, made by openssl. */
export interface Authority extends Disposable {
  /** File of its certificate. */
  readonly file: string;
  /** For a server of this name. */
  issue(name: string): Certificate;
}

const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-ca-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  openssl('req', '-x509', ...ec, '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '2', '-subj', '/CN=studio');
  return {
    file: join(folder, 'ca.crt'),
    issue: (name) => {
      openssl('req', ...ec, '-keyout', 'server.key', '-out', 'server.csr', '-subj', `/CN=${name}`);
      writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${name}`);
      const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names'];
      openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.crt', ...signed);
      const read = (file: string) => readFileSync(join(folder, file), 'utf8');
      return { certificate: read('server.crt'), key: read('server.key') };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
