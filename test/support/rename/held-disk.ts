import fs from 'node:fs';
import type { FileSystem } from '../../../electron/engine/rename/batch/file-system.ts';

type Call = (...args: unknown[]) => unknown;

/** A disk as Windows has it: a file that another program has open can be read and linked, but not renamed, replaced or removed. */
export class HeldDisk {
  readonly fs: FileSystem;
  /** Called after each call that went well. */
  after: (name: string, args: readonly unknown[]) => void = () => undefined;
  readonly #held = new Set<bigint>();

  constructor() {
    this.fs = new Proxy<FileSystem>(
      { ...fs },
      {
        get: (target, name) => {
          const call = target[name as keyof FileSystem] as unknown as Call;
          return (...args: unknown[]) => {
            this.#refuse(String(name), args);
            const answer = call(...args);
            this.after(String(name), args);
            return answer;
          };
        },
      },
    );
  }

  /** Another program opens the file. */
  hold(path: string): void {
    const file = fs.lstatSync(path, { bigint: true });
    this.#held.add(file.ino);
  }

  /** It closes all of them. */
  release(): void {
    this.#held.clear();
  }

  #refuse(name: string, args: readonly unknown[]): void {
    const paths = name === 'renameSync' ? args.slice(0, 2) : name === 'unlinkSync' ? args.slice(0, 1) : [];
    for (const path of paths) {
      const file = fs.lstatSync(String(path), { throwIfNoEntry: false, bigint: true });
      if (file && this.#held.has(file.ino))
        throw Object.assign(new Error('EBUSY: it is open'), { code: 'EBUSY', path });
    }
  }
}
