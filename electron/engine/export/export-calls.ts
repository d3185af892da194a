import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ExportApi } from '../../contract/api/export-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { Topic } from '../../contract/api/library-api.ts';
import type { RenameScope } from '../../contract/rename/rename-model.ts';
import type { FileGate } from '../flow/file-gate.ts';
import type { Db } from '../store/database.ts';
import { castSheet, type CastParts } from './cast-sheet.ts';
import { facesToExport } from './exported-faces.ts';
import { toCsv, toJson } from './face-table.ts';
import { SidecarRun } from './sidecar-run.ts';
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
  const sidecars = new SidecarRun({
    db,
    kept: join(library, 'replaced-xmp'),
    gate,
    onProgress: () => onChanged(['exports']),
  });

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
    previewXmp: (scope) => sidecars.preview(scope),
    exportXmp: (scope) => sidecars.write(scope),
    exportProgress: async () => sidecars.progress,
    cancelExport: async () => sidecars.cancel(),
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
