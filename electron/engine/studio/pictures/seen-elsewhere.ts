import type { FoundPicture } from '../../pipeline/look-at-picture.ts';
import { modelVersion, type ModelManifest } from '../../vision/manifest.ts';
import { pullPictures } from '../server/picture-calls.ts';
import type { StudioServer } from '../server/server.ts';
import { readPicture } from './read-picture.ts';

/** A server that does not answer is left alone for so long: this machine looks itself meanwhile. */
const aloneForMs = 120_000;
/** A connection that nothing is asked over is closed. */
const idleMs = 10_000;
/** Pictures in one call. */
const mostAtOnce = 64;

interface Asked {
  /** SHA-256, hex. */
  readonly hash: string;
  readonly manifest: ModelManifest;
  answer(found: FoundPicture | null): void;
}

/**
 * Asks the server what colleagues' machines saw in pictures, those that are met meanwhile in one call. It never fails: where the server does
 * not answer, nobody has seen them.
 */
export class SeenElsewhere implements AsyncDisposable {
  /** Null: there is no studio. */
  readonly #connect: () => Promise<StudioServer | null>;
  readonly #waiting: Asked[] = [];
  #server: StudioServer | null = null;
  #running: Promise<void> | null = null;
  #aloneUntil = 0;
  #idle: NodeJS.Timeout | null = null;

  constructor(connect: () => Promise<StudioServer | null>) {
    this.#connect = connect;
  }

  /** Null where nobody has told what these models see in it. */
  async ask(hash: Buffer, manifest: ModelManifest): Promise<FoundPicture | null> {
    if (Date.now() < this.#aloneUntil) return null;
    const answered = Promise.withResolvers<FoundPicture | null>();
    this.#waiting.push({ hash: hash.toString('hex'), manifest, answer: answered.resolve });
    this.#running ??= this.#run().finally(() => (this.#running = null));
    return answered.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running;
    await this.#close();
  }

  async #run(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    // Whoever asks in the same moment is in the first call.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const some = this.#waiting.splice(0, mostAtOnce);
      const found = await this.#pull(some).catch(() => this.#failed());
      // Other models have taken the place of these meanwhile.
      const isSame = ({ manifest }: Asked) => manifest === some[0]?.manifest;
      for (const each of some) each.answer((isSame(each) && found.get(each.hash)) || null);
    }
    this.#idle = setTimeout(() => void this.#close(), idleMs);
    this.#idle.unref();
  }

  async #pull(asked: readonly Asked[]): Promise<Map<string, FoundPicture>> {
    const server = (this.#server ??= await this.#connect());
    const manifest = asked[0]?.manifest;
    if (!server || !manifest) return new Map();
    const { dimensions } = manifest.embedder.output;
    const hashes = asked.map(({ hash }) => hash);
    const known = await pullPictures(server, modelVersion(manifest), hashes);
    return new Map(
      known.flatMap((picture) => {
        const found = readPicture(picture, dimensions);
        return found ? [[picture.hash, found] as const] : [];
      }),
    );
  }

  async #failed(): Promise<Map<string, FoundPicture>> {
    this.#aloneUntil = Date.now() + aloneForMs;
    await this.#close();
    return new Map();
  }

  async #close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    const server = this.#server;
    this.#server = null;
    await server?.[Symbol.asyncDispose]();
  }
}
