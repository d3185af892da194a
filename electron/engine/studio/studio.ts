import { AppError, toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { StudioMatch, StudioStatus } from '../../contract/api/studio-api.ts';
import type { Db } from '../store/database.ts';
import type { StoredEdit } from '../store/history.ts';
import type { FoundPicture } from '../pipeline/look-at-picture.ts';
import type { ModelManifest } from '../vision/manifest.ts';
import type { Carried } from './facts/carried.ts';
import { MembershipStore } from './facts/membership.ts';
import type { Step } from './facts/noted-edits.ts';
import { Gallery, type AskedElsewhere } from './gallery.ts';
import type { FoundElsewhere } from './pictures/find-elsewhere.ts';
import { Replica } from './facts/replica.ts';
import { whereabouts } from './server/place-calls.ts';
import { StudioServer, type Credentials } from './server/server.ts';
import { syncWith } from './sync.ts';

export interface StudioParts {
  readonly db: Db;
  /** Keeps the connection, and follows what colleagues do; otherwise only `sync` speaks with the server. */
  readonly follow: boolean;
  /** Rows of the library are different now. Called inside the transaction where an edit of one's own changed more than it wrote. */
  readonly onCarried: (carried: Carried) => void;
  /** The status is another one. */
  readonly onChanged: () => void;
}

/** A server that cannot be reached is tried again after this; with nothing new it is asked as often: a hint may be lost. */
const pollMs = 30_000;
/** Edits of a moment go in one push. */
const soonMs = 300;
/** A machine looks itself sooner than it waits longer for what another saw. */
const lookWithinMs = 10_000;

/** The studio that the library is in, where it is in one. Without one nothing happens here, and nothing is made or loaded. */
export class Studio implements AsyncDisposable {
  readonly #parts: StudioParts;
  readonly #membership: MembershipStore;
  /** Their statements take longer to prepare than a start should wait for where there is no studio. */
  #replica: Replica | null = null;
  #gallery: Gallery | null = null;
  #server: StudioServer | null = null;
  #password: string | null = null;
  #problem: ErrorData | null = null;
  #sinceMs: number | null = null;
  #timer: { readonly timeout: NodeJS.Timeout; readonly dueMs: number } | null = null;
  #running: Promise<void> | null = null;
  /** What the server is told of pictures, beside the log. */
  #telling: Promise<void> | null = null;
  #closed = false;

  constructor(parts: StudioParts) {
    this.#parts = parts;
    this.#membership = new MembershipStore(parts.db);
    if (!this.isIn) return;
    this.#followLibrary();
    if (parts.follow) this.#later(0);
  }

  get replica(): Replica {
    return (this.#replica ??= new Replica(this.#parts.db));
  }

  get gallery(): Gallery {
    return (this.#gallery ??= new Gallery({
      db: this.#parts.db,
      membership: this.#membership,
      connect: async () =>
        this.isIn ? StudioServer.connect(this.#credentials(), () => undefined, lookWithinMs) : null,
    }));
  }

  get isIn(): boolean {
    return this.#membership.get() !== null;
  }

  /** What a colleague's machine saw in a picture; null where nobody has told of it. */
  async seen(hash: Buffer, by: ModelManifest): Promise<FoundPicture | null> {
    return this.isIn ? this.gallery.seen(hash, by) : null;
  }

  /** Of every edit, in its transaction: it is kept there as it is. Throws `studio-reads-only`, `studio-lead-only`. */
  note(edit: StoredEdit, step: Step): void {
    if (!this.#replica?.note(edit, step)) return;
    // Whoever follows makes events of it when the artist has their answer.
    if (this.#parts.follow) this.#later(soonMs);
    else this.#carried(this.replica.tell());
  }

  #carried(carried: Carried | null): void {
    if (carried) this.#parts.onCarried(carried);
  }

  /** My decisions stand again where colleagues' have taken their place. */
  takeMineBack(ids: readonly number[]): void {
    this.#carried(this.replica.takeMineBack(ids));
    if (this.#parts.follow) this.#later(soonMs);
  }

  status(): StudioStatus | null {
    const membership = this.#membership.get();
    if (!membership) return null;
    const { url, me, role, cursor } = membership;
    const { log, overruled } = this.replica;
    return {
      ...{ url, me, role: role as StudioStatus['role'], events: cursor },
      state: this.#server ? 'connected' : this.#problem ? 'offline' : 'idle',
      sinceMs: this.#sinceMs,
      unsent: log.unsentCount(),
      refused: log.refusedCount(),
      overruled: overruled.count(),
      problem: this.#problem,
    };
  }

  /** Joins once the server has let this member in; a library that is in another studio stays there. Throws `studio-joined`. */
  async join({ url, ca, password }: Credentials): Promise<void> {
    const there = this.#membership.get();
    if (there?.seeded && there.url !== url) throw new AppError('studio-joined', there.url);
    this.#password = password;
    await this.#disconnect();
    await letIn({ url, ca, password });
    this.#membership.join(url, ca);
    this.#followLibrary();
    await this.sync();
    if (this.#parts.follow) this.#later(pollMs);
  }

  #followLibrary(): void {
    this.replica.followPictures();
    this.gallery.follow();
  }

  async leave(): Promise<void> {
    await this.#disconnect();
    this.#problem = null;
    this.#sinceMs = null;
    this.#membership.leave();
    this.#parts.onChanged();
  }

  /** For the next connection. */
  usePassword(password: string): void {
    this.#password = password;
    if (this.#parts.follow && this.isIn && !this.#server) this.#later(0);
  }

  /** One pull and push, after the one that may be under way. Throws what speaks against it. */
  async sync(): Promise<void> {
    await this.#running?.catch(() => undefined);
    this.#running ??= this.#sync().finally(() => (this.#running = null));
    await this.#running;
  }

  /** Whatever asks the server something else. */
  async withServer<T>(use: (server: StudioServer) => Promise<T>): Promise<T> {
    await using server = await StudioServer.connect(this.#credentials());
    return await use(server);
  }

  /** Faces of pictures that are not here; where the server does not answer, in what was copied when it last did. */
  async findElsewhere(asked: AskedElsewhere): Promise<FoundElsewhere & { isOld: boolean }> {
    try {
      return { ...(await this.withServer((server) => this.gallery.find(server, asked))), isOld: false };
    } catch (error) {
      const faces = isAway(error) ? this.gallery.findInCopy(asked) : [];
      if (faces.length === 0) throw error;
      return { faces, by: 'copy', isOld: true };
    }
  }

  /** Who has pictures, and where they lie, by their hashes in hex; nothing where the server does not answer. */
  async whereabouts(hashes: readonly string[]): Promise<Map<string, Pick<StudioMatch, 'members' | 'places'>>> {
    const rows = await this.withServer((server) => whereabouts(server, [...new Set(hashes)])).catch(
      (error: unknown) => {
        if (isAway(error)) return [];
        throw error;
      },
    );
    return new Map(
      rows.map(({ hash, members, places }) => {
        const shown = places.map(([root, path]) => ({ root, path, here: this.gallery.roots.folderOf(root) !== null }));
        return [hash, { members, places: shown }];
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#gallery?.[Symbol.asyncDispose]();
    await this.#disconnect();
  }

  async #sync(): Promise<void> {
    try {
      this.#carried(this.replica.tell());
      this.#carried(this.replica.arrivals());
      const kept = this.#server ?? (await this.#connect());
      const { version } = await syncWith(kept, this.replica, (carried) => this.#parts.onCarried(carried));
      const telling = this.#tell(kept, version);
      if (!this.#parts.follow) await endAfter(kept, telling);
      this.#problem = null;
      this.#sinceMs = Date.now();
    } catch (error) {
      if (!this.#problem) this.#sinceMs = Date.now();
      this.#problem = toErrorData(error);
      await this.#drop();
      throw error;
    } finally {
      this.#parts.onChanged();
    }
  }

  /** Pictures are told of while the log goes on: there may be many. */
  #tell(server: StudioServer, version: number): Promise<void> {
    this.#telling ??= this.gallery.tell(server, version).finally(() => (this.#telling = null));
    // Where the connection is kept nobody waits: the next round tells the rest, and says what is wrong.
    if (this.#parts.follow) this.#telling.catch(() => undefined);
    return this.#telling;
  }

  async #connect(): Promise<StudioServer> {
    // Lost before it was there where the line breaks while it is made.
    let made: StudioServer | null = null;
    const server = await StudioServer.connect(this.#credentials(), () => made && this.#lost(made));
    made = server;
    if (!this.#parts.follow) return server;
    this.#server = server;
    await server.listen(() => this.#later(0));
    return server;
  }

  #lost(server: StudioServer): void {
    if (this.#server !== server) return;
    this.#server = null;
    this.#later(0);
    this.#parts.onChanged();
  }

  #credentials(): Credentials {
    const membership = this.#membership.get();
    if (!membership) throw new AppError('studio-none');
    return { url: membership.url, ca: membership.ca, password: this.#password };
  }

  /** The next round, in so many milliseconds at most. */
  #later(ms: number): void {
    if (this.#closed) return;
    const dueMs = performance.now() + ms;
    // An edit while a round is under way is not left for the next poll, and many in a row do not put it off.
    if (this.#timer && this.#timer.dueMs <= dueMs) return;
    this.#stopTimer();
    const timeout = setTimeout(() => {
      this.#timer = null;
      void this.#round();
    }, ms);
    this.#timer = { timeout: timeout.unref(), dueMs };
  }

  #stopTimer(): void {
    if (this.#timer) clearTimeout(this.#timer.timeout);
    this.#timer = null;
  }

  async #round(): Promise<void> {
    // What speaks against it stands in the status.
    await this.sync().catch(() => undefined);
    if (this.isIn) this.#later(pollMs);
  }

  async #drop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    await server?.[Symbol.asyncDispose]();
  }

  async #disconnect(): Promise<void> {
    this.#stopTimer();
    await this.#running?.catch(() => undefined);
    await this.#drop();
    await this.#telling?.catch(() => undefined);
  }
}

async function endAfter(server: StudioServer, work: Promise<void>): Promise<void> {
  await using _server = server;
  await work;
}

function isAway(error: unknown): boolean {
  return error instanceof AppError && error.code === 'studio-unreachable';
}

/** Throws where the server does not let this member in. */
async function letIn(credentials: Credentials): Promise<void> {
  await using server = await StudioServer.connect(credentials);
  await server.hello();
}
