import { fromFolder } from './paths.ts';
import {
  nameKey,
  type FileOnDisk,
  type FolderOnDisk,
  type Survey,
} from '../../../electron/engine/rename/planning/survey.ts';
import type { Program, Step } from '../../../electron/engine/rename/planning/program.ts';

/** A file system on paper: paths to contents. Folders are there when something is in them, or when they were made. */
export class ModelDisk implements Survey {
  readonly insensitive: boolean;
  readonly #files = new Map<string, { path: string; content: string }>();
  readonly #folders = new Set<string>();

  constructor(
    files: Iterable<readonly [path: string, content: string]>,
    folders: readonly string[],
    insensitive: boolean,
  ) {
    this.insensitive = insensitive;
    for (const folder of folders) this.#folders.add(this.#key(folder));
    for (const [path, content] of files) this.#write(path, content);
  }

  /** Contents by path, spelled as on disk. */
  contents(): Map<string, string> {
    return new Map([...this.#files.values()].map(({ path, content }) => [path, content]));
  }

  folder(path: string): FolderOnDisk {
    const there = this.#folders.has(this.#key(path));
    const names = [...this.#files.values()].flatMap((file) => fromFolder(file.path, path));
    const common = { path, names, writable: true, insensitive: this.insensitive, device: '1' };
    if (there) return { ...common, state: 'there', nearest: path };
    if (this.#files.has(this.#key(path))) return { ...common, state: 'not-a-folder', nearest: path };
    const parent = path.slice(0, path.lastIndexOf('/'));
    if (parent === '') return { ...common, state: 'missing', nearest: '/' };
    const around = this.folder(parent);
    return { ...common, state: around.state === 'there' ? 'missing' : around.state, nearest: around.nearest };
  }

  file(path: string): FileOnDisk | null {
    const found = this.#files.get(this.#key(path));
    return found ? { size: found.content.length, mtimeMs: 0, inode: '0', device: '1', isLink: false } : null;
  }

  run({ before, landing, sweep }: Program): void {
    for (const step of [...before, ...landing]) this.#step(step);
    for (const step of sweep) if (step.do === 'remove') this.#files.delete(this.#key(step.path));
  }

  #step(step: Step): void {
    if (step.do === 'folder') return void this.#folders.add(this.#key(step.path));
    const file = this.#files.get(this.#key(step.from));
    if (!file) throw new Error(`nothing is at ${step.from}`);
    if (this.#files.has(this.#key(step.to))) throw new Error(`${step.to} would be written over`);
    this.#write(step.to, file.content);
    if (step.do === 'move') this.#files.delete(this.#key(step.from));
  }

  #write(path: string, content: string): void {
    if (!this.#folders.has(this.#key(path.slice(0, path.lastIndexOf('/'))))) throw new Error(`no folder for ${path}`);
    this.#files.set(this.#key(path), { path, content });
  }

  #key(path: string): string {
    return nameKey(path, this.insensitive);
  }
}
