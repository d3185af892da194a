import type { ExportProgress, ExportResult } from '../../contract/api/export-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { FileGate } from '../flow/file-gate.ts';
import type { PictureExport } from './to-pictures.ts';

interface RunParts {
  readonly gate: FileGate;
  /** There is more progress, or the end of it. */
  readonly onProgress: () => void;
}

/** What goes to pictures, or is only counted. */
export type ToPictures = (run: Pick<PictureExport, 'signal' | 'onProgress'>) => Promise<ExportResult>;

/** Previews and exports to pictures, one at a time: a new preview ends the one before. */
export class ExportRun {
  readonly #parts: RunParts;
  #progress: ExportProgress | null = null;
  #writing = false;
  #stop = new AbortController();

  constructor(parts: RunParts) {
    this.#parts = parts;
  }

  /** Null where none runs. */
  get progress(): ExportProgress | null {
    return this.#progress;
  }

  cancel(): void {
    this.#stop.abort();
  }

  /** Throws `export-running`. */
  async preview(count: ToPictures): Promise<ExportResult> {
    if (this.#writing) throw new AppError('export-running');
    return this.#run(count);
  }

  /** Throws `export-running`. */
  async write(write: ToPictures): Promise<ExportResult> {
    if (this.#writing) throw new AppError('export-running');
    this.#writing = true;
    const { gate, onProgress } = this.#parts;
    try {
      // Nobody renames a picture between a look at it and what is written of it.
      return await gate.alone(() => this.#run(write));
    } finally {
      this.#writing = false;
      this.#progress = null;
      onProgress();
    }
  }

  async #run(work: ToPictures): Promise<ExportResult> {
    this.#stop.abort();
    const { signal } = (this.#stop = new AbortController());
    return work({
      signal,
      onProgress: (now) => {
        if (signal.aborted) return;
        this.#progress = now;
        this.#parts.onProgress();
      },
    });
  }
}
