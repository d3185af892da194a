import type { StudioServer } from './server.ts';

type Asked = Pick<StudioServer, 'rows'>;

/** A picture below a shared folder: path with /, SHA-256 in hex. */
export type Lying = readonly [path: string, hash: string];

/** A folder that members of the studio have a name for. */
export interface ServerRoot {
  readonly root: string;
  readonly members: readonly string[];
  readonly files: number;
}

export interface Whereabouts {
  /** SHA-256, hex. */
  readonly hash: string;
  readonly members: readonly string[];
  readonly places: readonly (readonly [root: string, path: string])[];
}

export async function pushPlaces(
  server: Asked,
  root: string,
  { lie, gone }: { lie: readonly Lying[]; gone: readonly string[] },
): Promise<void> {
  await server.rows('SELECT dramatis.push_places($1, $2, $3)', [root, JSON.stringify(lie), gone]);
}

/** Nothing below this folder is told of any more. */
export async function unshare(server: Asked, root: string): Promise<void> {
  await server.rows('SELECT dramatis.unshare($1)', [root]);
}

export async function rootsOf(server: Asked): Promise<ServerRoot[]> {
  const rows = await server.rows<Omit<ServerRoot, 'files'> & { files: string }>('SELECT * FROM dramatis.roots()');
  return rows.map((row) => ({ ...row, files: Number(row.files) }));
}

/** Who has these pictures, and where they lie. */
export async function whereabouts(server: Asked, hashes: readonly string[]): Promise<Whereabouts[]> {
  return await server.rows<Whereabouts>('SELECT * FROM dramatis.whereabouts($1)', [hashes]);
}
