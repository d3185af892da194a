import type { ExportProgress, XmpResult } from '../../contract/api/export-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { RenameScope } from '../../contract/rename/rename-model.ts';
import type { FileGate } from '../flow/file-gate.ts';
import type { Db } from '../store/database.ts';
import { facesOfPictures } from './exported-faces.ts';
import { exportSidecars } from './sidecar-export.ts';

interface SidecarParts {
  readonly db: Db;
  /** A folder for sidecars that are replaced. */
  readonly kept: string;
  readonly gate: FileGate;
  /** There is more progress, or the end of it. */
  readonly onProgress: () => void;
}

/** Previews and exports of sidecars, one at a time: a new preview ends the one before. */
export class SidecarRun {
  readonly #parts: SidecarParts;
  #progress: ExportProgress | null = null;
  #writing = false;
  #stop = new AbortController();

  constructor(parts: SidecarParts) {
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
  async preview(scope: RenameScope): Promise<XmpResult> {
    if (this.#writing) throw new AppError('export-running');
    return this.#run(scope, null);
  }

  /** Throws `export-running`. */
  async write(scope: RenameScope): Promise<XmpResult> {
    if (this.#writing) throw new AppError('export-running');
    this.#writing = true;
    const { gate, kept, onProgress } = this.#parts;
    try {
      // Nobody renames a picture between a look at it and its sidecar.
      return await gate.alone(() => this.#run(scope, kept));
    } finally {
      this.#writing = false;
      this.#progress = null;
      onProgress();
    }
  }

  async #run(scope: RenameScope, kept: string | null): Promise<XmpResult> {
    this.#stop.abort();
    const { signal } = (this.#stop = new AbortController());
    const characters = scope.characters ? new Set(scope.characters) : null;
    return exportSidecars(facesOfPictures(this.#parts.db, scope), {
      kept,
      characters,
      signal,
      onProgress: (now) => {
        if (signal.aborted) return;
        this.#progress = now;
        this.#parts.onProgress();
      },
    });
  }
}
