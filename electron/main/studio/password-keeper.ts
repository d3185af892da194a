import type { EngineApi } from '../../contract/api/engine-api.ts';
import type { Reply } from '../../contract/channel/rpc.ts';
import type { StudioPasswords } from './passwords.ts';

type Call = (method: string, args: unknown[]) => Promise<Reply>;

interface Joining {
  readonly url: string;
  readonly password?: string;
}

/**
 * Between the window and the engine: keeps the password of a studio that was joined with it, gives it to an engine that starts, and forgets
 * it when the library leaves. The engine stores none.
 */
export class PasswordKeeper {
  readonly #passwords: StudioPasswords;
  readonly #engine: Pick<EngineApi, 'studio' | 'studioPassword'>;
  readonly #call: Call;
  /** Given, and not known to be right yet. */
  #given: string | null = null;

  constructor(passwords: StudioPasswords, engine: Pick<EngineApi, 'studio' | 'studioPassword'>, call: Call) {
    this.#passwords = passwords;
    this.#engine = engine;
    this.#call = call;
  }

  /** Relays a call. */
  async call(method: string, args: unknown[]): Promise<Reply> {
    const left = method === 'leaveStudio' ? await this.#url() : null;
    const reply = await this.#call(method, args);
    if (!reply.ok) return reply;
    if (left !== null) this.#passwords.forget(left);
    if (method === 'studioPassword') this.#given = String(args[0]);
    if (method === 'joinStudio') await this.#joined(args[0] as Joining);
    if (method === 'syncStudio') await this.#synced();
    return reply;
  }

  /** To an engine that has just started. */
  async give(): Promise<void> {
    const url = await this.#url();
    const password = url === null ? null : await this.#passwords.of(url);
    if (password !== null) await this.#engine.studioPassword(password);
  }

  async #joined({ url, password }: Joining): Promise<void> {
    if (password !== undefined) await this.#keep(url, password);
  }

  /** What cannot be written is kept until the app closes. */
  async #keep(url: string, password: string): Promise<void> {
    await this.#passwords.keep(url, password).catch(() => undefined);
  }

  /** The server has let it in. */
  async #synced(): Promise<void> {
    const [url, given] = [await this.#url(), this.#given];
    this.#given = null;
    if (url !== null && given !== null) await this.#keep(url, given);
  }

  async #url(): Promise<string | null> {
    // A library that does not open is in no studio.
    return (await this.#engine.studio().catch(() => null))?.url ?? null;
  }
}
