import { Socket } from 'node:net';
import type { Client } from 'pg';
import type { StudioMember, StudioRole } from '../../../contract/api/studio-api.ts';
import type { EventBody, NumberedEvent, StudioEvent } from '../facts/log.ts';
import { readAddress } from './address.ts';
import { clientVersion, schema } from './schema.ts';
import { unreachable, worded } from './server-errors.ts';

export interface Hello {
  readonly epoch: string;
  readonly me: string;
  readonly role: StudioRole;
  /** Of the server's schema. */
  readonly version: number;
}

export interface Credentials {
  readonly url: string;
  /** A file. */
  readonly ca: string | null;
  /** Null where `PGPASSWORD` or ~/.pgpass has it. */
  readonly password: string | null;
}

interface EventRow extends Omit<NumberedEvent, 'seq' | 'atMs'> {
  readonly seq: string;
  readonly at_ms: string;
  readonly body: EventBody;
}

interface MemberRow extends Pick<StudioMember, 'name' | 'role' | 'removed'> {
  readonly events: string;
  readonly joined_ms: string;
  readonly seen_ms: string;
}

/** How long a server that does not answer is waited for, and a call that it does not finish. */
const connectWithinMs = 10_000;
const answerWithinMs = 120_000;
/** A network that is gone without a word answers no goodbye: so long it is waited for. */
const goodbyeWithinMs = 1_000;

/** A connection to the studio's server. Its calls are functions there. They throw AppErrors, OtherLog and RefusedEvent. */
export class StudioServer implements AsyncDisposable {
  readonly #client: Client;
  readonly #socket: Socket;

  private constructor(client: Client, socket: Socket) {
    this.#client = client;
    this.#socket = socket;
  }

  /** `onLost`: the connection broke. `withinMs`: how long a call may take. */
  static async connect(
    { url, ca, password }: Credentials,
    onLost: () => void = () => undefined,
    withinMs = answerWithinMs,
  ): Promise<StudioServer> {
    const address = readAddress(url, ca, password);
    // Only a library that is in a studio loads it.
    const { default: pg } = await import('pg');
    const socket = new Socket();
    const client = new pg.Client({
      ...address,
      stream: () => socket,
      application_name: 'dramatis',
      connectionTimeoutMillis: connectWithinMs,
      query_timeout: withinMs,
      keepAlive: true,
    });
    client.on('error', onLost);
    client.on('end', onLost);
    await client.connect().catch((error: unknown) => {
      throw unreachable(error, `${address.host}:${address.port}`);
    });
    return new StudioServer(client, socket);
  }

  /** Makes the studio, or brings its schema up to date: for whoever may make schemas and roles. */
  async init(): Promise<void> {
    await this.rows(`BEGIN; ${schema} COMMIT;`);
  }

  async hello(): Promise<Hello> {
    const [row] = await this.rows<Hello>('SELECT epoch, me, role, version FROM dramatis.hello($1)', [clientVersion]);
    return row as Hello;
  }

  /** What came after event `after`, whose id is `afterId`. Throws OtherLog. */
  async pull(epoch: string, after: number, afterId: string | null, most: number): Promise<NumberedEvent[]> {
    const rows = await this.rows<EventRow>('SELECT * FROM dramatis.pull($1, $2, $3, $4)', [
      epoch,
      after,
      afterId,
      most,
    ]);
    return rows.map(({ seq, at_ms: atMs, ...row }) => ({ ...row, seq: Number(seq), atMs: Number(atMs) }));
  }

  /** Sending the same twice does nothing. Throws OtherLog, RefusedEvent. */
  async push(epoch: string, events: readonly StudioEvent[]): Promise<void> {
    await this.rows('SELECT FROM dramatis.push($1, $2)', [epoch, JSON.stringify(events)]);
  }

  async members(): Promise<StudioMember[]> {
    const rows = await this.rows<MemberRow>('SELECT * FROM dramatis.members()');
    return rows.map(({ joined_ms: joined, seen_ms: seen, events, ...row }) => {
      return { ...row, events: Number(events), joinedMs: Number(joined), seenMs: Number(seen) };
    });
  }

  /** Answers whether there is such a member. */
  async setRemoved(member: string, removed: boolean): Promise<boolean> {
    const [row] = await this.rows<{ found: boolean }>('SELECT dramatis.set_removed($1, $2) AS found', [
      member,
      removed,
    ]);
    return row?.found ?? false;
  }

  /** Calls `onHint` when somebody may have pushed something. */
  async listen(onHint: () => void): Promise<void> {
    this.#client.on('notification', onHint);
    await this.rows('LISTEN dramatis');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.removeAllListeners('end');
    const late = setTimeout(() => this.#socket.destroy(), goodbyeWithinMs);
    await this.#client.end().catch(() => undefined);
    clearTimeout(late);
  }

  /** Asks one thing. */
  async rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    // Without values several statements may stand in one text.
    const asked = values.length > 0 ? this.#client.query(sql, values) : this.#client.query(sql);
    const { rows } = await asked.catch((error: unknown) => {
      throw worded(error);
    });
    return rows as Row[];
  }
}
