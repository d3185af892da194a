import type { DecodedPicture } from './decode.ts';

/** The picture that is being worked on, decoded once for all boxes that are tried on it. */
export class OpenPicture {
  readonly #decode: (path: string) => Promise<DecodedPicture>;
  #key = '';
  #decoded: Promise<DecodedPicture> | null = null;

  constructor(decode: (path: string) => Promise<DecodedPicture>) {
    this.#decode = decode;
  }

  /** `key`: of the content, e.g. its hash. Throws what decoding throws, and tries again the next time. */
  async get(key: string, path: string): Promise<DecodedPicture> {
    if (this.#key !== key || !this.#decoded) {
      this.#key = key;
      this.#decoded = this.#decode(path);
      this.#decoded.catch(() => (this.#key === key ? (this.#decoded = null) : null));
    }
    return this.#decoded;
  }
}
