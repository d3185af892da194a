import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ExportApi, ExportProgress, XmpResult } from '../../contract/api/export-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { Topic } from '../../contract/api/library-api.ts';
import type { RenameScope } from '../../contract/rename/rename-model.ts';
import type { FileGate } from '../flow/file-gate.ts';
import type { Db } from '../store/database.ts';
import { castSheet, type CastParts } from './cast-sheet.ts';
import { facesOfPictures, facesToExport } from './exported-faces.ts';
import { toCsv, toJson } from './face-table.ts';
import { exportSidecars } from './sidecar-export.ts';
import { writeNew, writeOver } from './write-sidecar.ts';

export interface ExportCalls extends ExportApi {
  /** The same as `exportFaces` writes, as text. */
  facesAsText(scope: RenameScope, format: 'csv' | 'json'): string;
}

export interface ExportParts {
  readonly db: Db;
  readonly library: string;
  readonly gate: FileGate;
  readonly onChanged: (topics: readonly Topic[]) => void;
  readonly cast: CastParts;
}

/** The calls of the contract. One preview or export of sidecars runs at a time. */
export function exportCalls({ db, library, gate, onChanged, cast }: ExportParts): ExportCalls {
  let progress: ExportProgress | null = null;
  let writing = false;
  let stop = new AbortController();

  async function sidecars(scope: RenameScope, kept: string | null): Promise<XmpResult> {
    stop.abort();
    const { signal } = (stop = new AbortController());
    const characters = scope.characters ? new Set(scope.characters) : null;
    return exportSidecars(facesOfPictures(db, scope), {
      kept,
      characters,
      signal,
      onProgress: (now) => {
        if (signal.aborted) return;
        progress = now;
        onChanged(['exports']);
      },
    });
  }

  async function writeSidecars(scope: RenameScope): Promise<XmpResult> {
    if (writing) throw new AppError('export-running');
    writing = true;
    try {
      // Nobody renames a picture between a look at it and its sidecar.
      return await gate.alone(() => sidecars(scope, join(library, 'replaced-xmp')));
    } finally {
      writing = false;
      progress = null;
      onChanged(['exports']);
    }
  }

  return {
    facesAsText: (scope, format) => (format === 'csv' ? toCsv : toJson)(facesToExport(db, scope)),
    async countExport(scope) {
      const faces = facesToExport(db, scope);
      const named = faces.filter(({ name }) => name !== null);
      const files = (of: typeof faces) => new Set(of.map(({ path }) => path)).size;
      return { faces: faces.length, files: files(faces), namedFiles: files(named) };
    },
    async exportFaces({ scope, format, to, overwrite }) {
      const faces = facesToExport(db, scope);
      write(to, overwrite, () => (format === 'csv' ? toCsv(faces, { forExcel: true }) : toJson(faces)));
      return { faces: faces.length };
    },
    async exportCast({ to, overwrite, ...wanted }) {
      if (existsSync(resolve(to)) && !overwrite) throw new AppError('file-exists', to);
      const { html, characters } = await castSheet(cast, { ...wanted, now: new Date() });
      write(to, overwrite, () => html);
      return { characters };
    },
    async previewXmp(scope) {
      if (writing) throw new AppError('export-running');
      return sidecars(scope, null);
    },
    exportXmp: writeSidecars,
    exportProgress: async () => progress,
    cancelExport: async () => stop.abort(),
  };
}

/** Throws `file-exists`, `not-writable`. */
function write(to: string, overwrite: boolean, text: () => string): void {
  const path = resolve(to);
  if (existsSync(path) && !overwrite) throw new AppError('file-exists', to);
  const whole = text();
  try {
    (overwrite ? writeOver : writeNew)(path, whole);
  } catch (cause) {
    throw new AppError('not-writable', to, { cause });
  }
}
