import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../../../electron/cli/program.ts';
import { StudioServer } from '../../../electron/engine/studio/server/server.ts';
import { makeAuthority, type Authority } from '../../support/studio/certificates.ts';
import { noPostgres, startCluster, type Cluster } from '../../support/studio/cluster.ts';
import { drawnLibrary } from '../../support/studio/seat.ts';

let authority: Authority;
let stranger: Authority;
let proven: Cluster;
/** The same authority says of it that it is another server. */
let misnamed: Cluster;
let plain: Cluster;

beforeAll(async () => {
  if (noPostgres !== null) return;
  authority = makeAuthority();
  stranger = makeAuthority();
  const withTls = (name: string) => {
    const { certificate, key } = authority.issue(name);
    // Everybody but the owner needs a password, and an encrypted line.
    const hba = 'host all admin 127.0.0.1/32 trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n';
    return startCluster({
      settings: ['ssl=on'],
      files: { 'server.crt': certificate, 'server.key': key, 'pg_hba.conf': hba },
    });
  };
  [proven, misnamed, plain] = [await withTls('localhost'), await withTls('elsewhere.example'), await startCluster()];
  for (const cluster of [proven, misnamed, plain]) {
    await cluster.database('art');
    await using server = await StudioServer.connect({ url: cluster.url('art'), ca: null, password: null });
    await server.init();
    await cluster.sql('art', `ALTER ROLE mia PASSWORD 'a secret'`);
  }
});
beforeEach(({ skip }) => {
  if (noPostgres !== null) skip(noPostgres);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(async () => {
  if (noPostgres !== null) return;
  for (const cluster of [proven, misnamed, plain]) await cluster[Symbol.asyncDispose]();
  for (const each of [authority, stranger]) each[Symbol.dispose]();
});

async function meet(cluster: Cluster, ca: string, password: string | null): Promise<string> {
  const url = `postgresql://mia@localhost:${cluster.port}/art`;
  await using server = await StudioServer.connect({ url, ca, password });
  return (await server.hello()).me;
}

test('a server that the studio’s own authority vouches for is spoken with, encrypted', async () => {
  expect(await meet(proven, authority.file, 'a secret')).toBe('mia');
});

test.each([
  ['whom another authority vouches for', () => meet(proven, stranger.file, 'a secret'), /self-signed|unable to/],
  ['that is called otherwise', () => meet(misnamed, authority.file, 'a secret'), /elsewhere\.example/],
  ['that does not encrypt', () => meet(plain, authority.file, 'a secret'), /does not support SSL/],
])('a server %s is told of, and gets no password', async (_, trial, detail) => {
  const trying = trial();
  await expect(trying).rejects.toMatchObject({ code: 'studio-unproven' });
  await expect(trying).rejects.toThrow(detail);
  await expect(trying).rejects.not.toThrow(/a secret/);
});

test('a wrong password is told of without the password', async () => {
  const trying = meet(proven, authority.file, 'a wrong secret');
  await expect(trying).rejects.toMatchObject({ code: 'studio-not-let-in' });
  await expect(trying).rejects.not.toThrow(/secret/);
});

test('the password comes from PGPASSWORD', async () => {
  vi.stubEnv('PGPASSWORD', 'a secret');
  expect(await meet(proven, authority.file, null)).toBe('mia');
});

test('the password comes from PostgreSQL’s own file of passwords', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-pgpass-'));
  try {
    const file = join(folder, 'pgpass');
    writeFileSync(file, `localhost:${proven.port}:art:mia:a secret\n`, { mode: 0o600 });
    vi.stubEnv('PGPASSFILE', file);
    expect(await meet(proven, authority.file, null)).toBe('mia');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a library that has joined keeps the password in no file, and says it nowhere', async () => {
  await using here = await drawnLibrary('Sylvie');
  let printed = '';
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => ((printed += String(text)), true));
  vi.stubEnv('PGPASSWORD', 'a secret');
  const url = `postgresql://mia@localhost:${proven.port}/art`;
  const at = ['--library', here.library, '--models', join(here.library, 'none')];
  await runCommand(['studio', 'join', url, '--ca', authority.file, ...at]);
  for (const told of [['studio', 'status'], ['doctor'], ['settings']]) await runCommand([...told, ...at, '--json']);
  expect(printed).toContain(url);
  expect(printed).not.toContain('a secret');
  const files = readdirSync(here.library, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  expect(files.map(({ name }) => name)).toContain('library.db');
  const telling = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes('a secret'));
  expect(telling).toEqual([]);
});
