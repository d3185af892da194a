import fs from 'node:fs';
import { basename } from 'node:path';
import type { BatchJournal, BatchState } from '../../../electron/engine/rename/batch/batch-journal.ts';
import type { FileSystem } from '../../../electron/engine/rename/batch/file-system.ts';
import { onWindows } from '../../../electron/engine/rename/batch/real-files.ts';

/** `stranger`: another program makes a file under the new name just before we do. `crash`: the process is gone. */
export type Fault = 'EIO' | 'ENOSPC' | 'EACCES' | 'EXDEV' | 'stranger' | 'crash';

export interface FaultPlan {
  readonly fault: Fault;
  /** Which call it hits, from 1; calls of the file system and of the journal count alike. */
  readonly at: number;
}

export const strangerContent = 'of another program';

type Call = (...args: never[]) => unknown;

/** The real disk, and a journal that survives, until call number `at`. */
export class FaultyDisk {
  readonly fs: FileSystem;
  readonly journal: MemoryJournal;
  /** Every call, as `linkSync` or `journal`. */
  readonly calls: string[] = [];
  /** Paths at which a stranger's file appeared. */
  readonly strangers: string[] = [];
  readonly #plan: FaultPlan | null;
  #dead = false;

  constructor(
    plan: FaultPlan | null,
    { linkable = true, inodes = true, windows = false } = {},
    journal = new MemoryJournal(),
  ) {
    this.#plan = plan;
    this.journal = journal;
    journal.beforeWrite = () => this.#count('journal');
    const files = new Proxy<FileSystem>(
      { ...fs },
      {
        get: (target, name) => {
          const call = target[name as keyof FileSystem] as Call;
          return (...args: never[]) => {
            this.#count(String(name), args);
            if (name === 'linkSync' && !linkable) throw failure('EPERM');
            const answer = call(...args);
            return inodes || !isStats(answer) ? answer : Object.assign(answer, { ino: 0n });
          };
        },
      },
    );
    this.fs = windows ? onWindows(files, { platform: 'win32', waitSync: () => undefined }) : files;
  }

  #count(name: string, args: readonly unknown[] = []): void {
    if (this.#dead) throw new Error('a dead process makes no calls');
    this.calls.push(name);
    if (this.#plan?.at !== this.calls.length) return;
    const { fault } = this.#plan;
    if (fault === 'stranger') return this.#appear(name, args);
    this.#dead = fault === 'crash';
    throw failure(fault);
  }

  #appear(name: string, args: readonly unknown[]): void {
    const path = args[name === 'linkSync' ? 1 : 0];
    if (typeof path !== 'string' || !['linkSync', 'openSync', 'mkdirSync'].includes(name)) return;
    // Nobody else knows our temporary names.
    if (basename(path).startsWith('.dramatis-') || fs.existsSync(path)) return;
    fs.writeFileSync(path, strangerContent);
    this.strangers.push(path);
  }
}

export class MemoryJournal implements BatchJournal {
  state: BatchState = 'prepared';
  placeholders = false;
  followed = 0;
  beforeWrite: () => void = () => undefined;

  enter(state: BatchState): void {
    this.beforeWrite();
    this.state = state;
  }

  allowPlaceholders(): void {
    this.beforeWrite();
    this.placeholders = true;
  }

  follow(): void {
    this.beforeWrite();
    this.followed += 1;
    this.state = 'sweeping';
  }
}

function isStats(answer: unknown): answer is fs.BigIntStats {
  return typeof answer === 'object' && answer !== null && 'ino' in answer;
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: as the test wants it`), { code });
}
