import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import pg from 'pg';

/** A PostgreSQL of the tests' own, in a temporary folder. */
export interface Cluster extends AsyncDisposable {
  readonly port: number;
  /** Of a user who may do anything. */
  url(database: string, user?: string): string;
  /** An empty database, `options` as in CREATE DATABASE, with users mia (lead), ken and yui (artists) and ron (reader), once the studio's roles are there. */
  database(name: string, options?: string): Promise<void>;
  /** Runs SQL as that user who may do anything. */
  sql<Row>(database: string, text: string): Promise<Row[]>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Copies all that it holds; the answer brings it back to that. Connections are lost. */
  backup(): Promise<() => Promise<void>>;
  /** Who runs it: may be another user than the tests'. */
  readonly user: { uid?: number; gid?: number };
}

export interface ClusterOptions {
  /** `name=value` of postgresql.conf. */
  readonly settings?: readonly string[];
  /** Of its data folder, by their names. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Where Debian and others keep a server's programs. */
function programs(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => join(debian, version, 'bin'));
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (found !== undefined) return found;
  const onPath = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  return onPath.status === 0 && existsSync(join(onPath.stdout.trim(), 'initdb')) ? onPath.stdout.trim() : null;
}

/** PostgreSQL does not run as root: then the tests' server runs as Debian's `postgres`, or as `nobody`. */
function otherUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string, name: string) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  const name = ['postgres', 'nobody'].find((each) => idOf('-u', each) > 0) ?? 'nobody';
  return { uid: idOf('-u', name), gid: idOf('-g', name) };
}

const bin = process.platform === 'win32' ? null : programs();

/** Why there is none; null: there is one. */
export const noPostgres = bin === null ? 'PostgreSQL is not installed (Debian: postgresql)' : null;

/** Starts a server on a free port of this machine. */
export async function startCluster({ settings = [], files = {} }: ClusterOptions = {}): Promise<Cluster> {
  if (bin === null) throw new Error(noPostgres ?? '');
  const user = otherUser();
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-postgres-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? 0);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, stdio: 'ignore' as const };
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'admin', '-E', 'UTF8', '--no-sync'], options);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(data, name), text, { mode: 0o600 });
    if (user.uid !== undefined) chownSync(join(data, name), user.uid, user.gid ?? 0);
  }
  const port = await freePort();
  let server: ChildProcess | null = null;
  const url = (database: string, name = 'admin') => `postgresql://${name}@127.0.0.1:${port}/${database}`;
  const start = async () => {
    const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'jit=off'];
    const all = [...quick, 'unix_socket_directories=', 'listen_addresses=127.0.0.1', ...settings];
    const flags = all.flatMap((each) => ['-c', each]);
    server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...flags], options);
    await answering(url('postgres'));
  };
  const stop = async () => {
    if (!server || server.exitCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGINT');
    await exited;
  };
  const sql = async <Row>(database: string, text: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: url(database) });
    await client.connect();
    try {
      return (await client.query(text)).rows as Row[];
    } finally {
      await client.end();
    }
  };
  const copy = (from: string, to: string) => {
    rmSync(to, { recursive: true, force: true });
    execFileSync('cp', ['-a', from, to]);
  };
  const backup = async () => {
    await stop();
    copy(data, `${data}-backup`);
    await start();
    return async () => {
      await stop();
      copy(`${data}-backup`, data);
      await start();
    };
  };
  await start();
  return {
    ...{ port, url, sql, start, stop, backup, user },
    database: (name, how = '') => makeDatabase(`${name} ${how}`, sql),
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const users = { mia: 'dramatis_lead', ken: 'dramatis_artist', yui: 'dramatis_artist', ron: 'dramatis_reader' };

async function makeDatabase(nameAndHow: string, sql: Cluster['sql']): Promise<void> {
  await sql('postgres', `CREATE DATABASE ${nameAndHow}`);
  const roles = [...new Set(Object.values(users))];
  const make = (role: string, login: string) =>
    `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} ${login}; END IF; END $$;`;
  await sql('postgres', roles.map((role) => make(role, 'NOLOGIN')).join('\n'));
  const grants = Object.entries(users).map(([user, role]) => `${make(user, 'LOGIN')} GRANT ${role} TO ${user};`);
  await sql('postgres', grants.join('\n'));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(connectionString: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt > 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
