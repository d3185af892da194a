import { StudioServer } from '../../../electron/engine/studio/server/server.ts';
import { startCluster, type Cluster, type ClusterOptions } from './cluster.ts';

/** A studio on a server of the tests' own, with mia (lead), ken and yui (artists) and ron (reader). */
export interface TestStudio extends AsyncDisposable {
  readonly cluster: Cluster;
  url(user?: string): string;
  connect(user?: string): Promise<StudioServer>;
  sql<Row>(text: string): Promise<Row[]>;
  /** A new studio in the place of the old one, with nothing in it. */
  empty(): Promise<void>;
}

/** The same, of what machines have decided alone, by an owner who stays connected: for whoever does it a thousand times. */
export const emptyLog = `DELETE FROM dramatis.event; DELETE FROM dramatis.named;
  UPDATE dramatis.studio SET last = 0, epoch = gen_random_uuid()`;

export async function openStudio(database: string, options: ClusterOptions = {}): Promise<TestStudio> {
  const cluster = await startCluster(options);
  await cluster.database(database);
  const url = (user?: string) => cluster.url(database, user);
  const connect = (user?: string) => StudioServer.connect({ url: url(user), ca: null, password: null });
  {
    await using admin = await connect();
    await admin.init();
  }
  const sql = <Row>(text: string) => cluster.sql<Row>(database, text);
  return {
    ...{ cluster, url, connect, sql },
    empty: async () => {
      await sql(
        `TRUNCATE dramatis.event, dramatis.named, dramatis.picture, dramatis.seen_face, dramatis.holder, dramatis.place;
         UPDATE dramatis.studio SET last = 0, epoch = gen_random_uuid(); UPDATE dramatis.gallery SET last = 0`,
      );
    },
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  };
}
