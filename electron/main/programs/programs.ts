import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { Program } from '../../contract/shell/shell-api.ts';
import { JsonFile } from '../json-file.ts';
import { findPrograms, type FoundProgram } from './find-programs.ts';
import { candidatesFor } from './known-programs.ts';

const own = z.array(z.strictObject({ name: z.string(), path: z.string() })).max(100);

/** Programs that pictures are opened in: those that the artist has added, and those that are found on the system. */
export class Programs {
  readonly #file: JsonFile<FoundProgram[]>;
  #found: Promise<readonly FoundProgram[]> | null = null;

  /** @param home folder of the settings: the page never names a program, it knows them by their ids */
  constructor(home: string) {
    this.#file = new JsonFile(join(home, 'programs.json'), own, []);
  }

  /** The artist's own first. */
  async list(): Promise<readonly Program[]> {
    const mine = new Set(this.#file.value.map(idOf));
    return (await this.#all()).map((program) => {
      return { id: idOf(program), name: program.name, own: mine.has(idOf(program)) };
    });
  }

  add(path: string): void {
    const program = { name: basename(path, extname(path)), path };
    const others = this.#file.value.filter((each) => each.path !== path);
    this.#file.write([program, ...others]);
  }

  remove(id: string): void {
    this.#file.write(this.#file.value.filter((program) => idOf(program) !== id));
  }

  /** Throws `not-opened` where the program is gone, or does not start. */
  async open(id: string, file: string): Promise<void> {
    const program = (await this.#all()).find((each) => idOf(each) === id);
    if (!program) throw new AppError('not-opened', file);
    const [command, args] = program.path.endsWith('.app')
      ? (['open', ['-a', program.path, file]] as const)
      : ([program.path, [file]] as const);
    const child = spawn(command, args, { detached: true, stdio: 'ignore' });
    await once(child, 'spawn').catch((cause: unknown) => {
      throw new AppError('not-opened', program.name, { cause });
    });
    child.unref();
  }

  /** What is found is looked for once: programs are seldom installed while pictures are looked at. */
  async #all(): Promise<readonly FoundProgram[]> {
    this.#found ??= findPrograms(candidatesFor(process.platform, process.env));
    const mine = this.#file.value;
    const paths = new Set(mine.map(({ path }) => path));
    return [...mine, ...(await this.#found).filter(({ path }) => !paths.has(path))];
  }
}

function idOf({ path }: FoundProgram): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
