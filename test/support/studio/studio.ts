import { StudioServer } from '../../../electron/engine/studio/server/server.ts';
import { startCluster, type Cluster } from './cluster.ts';

/** A studio on a server of the tests' own, with mia (lead), ken and yui (artists) and ron (reader). */
export interface TestStudio extends AsyncDisposable {
  readonly cluster: Cluster;
  url(user?: string): string;
  connect(user?: string): Promise<StudioServer>;
  sql<Row>(text: string): Promise<Row[]>;
  /** A new studio in the place of the old one, with nothing in it. */
  empty(): Promise<void>;
}

export async function openStudio(database: string): Promise<TestStudio> {
  const cluster = await startCluster();
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
        'TRUNCATE dramatis.event, dramatis.named; UPDATE dramatis.studio SET last = 0, epoch = gen_random_uuid()',
      );
    },
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  };
}
