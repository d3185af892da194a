import { join } from 'node:path';
import { z } from 'zod';
import { JsonFile } from '../json-file.ts';

/** The system's own store of secrets. */
export interface Cipher {
  /** False where it would only pretend to hide them. */
  isSafe(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  /** Throws where another user, or another computer, has encrypted it. */
  decrypt(bytes: Buffer): Promise<string>;
}

const schema = z.record(z.string(), z.string());

/** Passwords of studios, by their addresses: on disk they are as the system encrypted them, and nowhere else. */
export class StudioPasswords {
  readonly #file: JsonFile<Record<string, string>>;
  readonly #cipher: Cipher;

  constructor(folder: string, cipher: Cipher) {
    this.#file = new JsonFile(join(folder, 'studio-passwords.json'), schema, {});
    this.#cipher = cipher;
  }

  /** Where the system cannot hide it, it is not kept. */
  async keep(url: string, password: string): Promise<void> {
    if (!(await this.#cipher.isSafe())) return;
    const secret = await this.#cipher.encrypt(password);
    this.#file.write({ ...this.#file.value, [url]: secret.toString('base64') });
  }

  async of(url: string): Promise<string | null> {
    const secret = this.#file.value[url];
    if (secret === undefined || !(await this.#cipher.isSafe())) return null;
    return await this.#cipher.decrypt(Buffer.from(secret, 'base64')).catch(() => null);
  }

  forget(url: string): void {
    const { [url]: _, ...others } = this.#file.value;
    if (url in this.#file.value) this.#file.write(others);
  }
}
