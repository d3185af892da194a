import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ExportApi, XmpResult } from '../../contract/export-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { RenameScope } from '../../contract/rename-model.ts';
import type { Db } from '../store/database.ts';
import { facesToExport, type ExportedFace } from './exported-faces.ts';
import { toCsv, toJson } from './face-table.ts';
import { mergeRegions, type Region } from './xmp.ts';
import { readIfThere, replace, sidecarOf, writeNew, writeOver } from './write-sidecar.ts';

export interface ExportCalls extends ExportApi {
  /** The same as `exportFaces` writes, as text. */
  facesAsText(scope: RenameScope, format: 'csv' | 'json'): string;
}

export function exportCalls(db: Db, library: string): ExportCalls {
  return {
    facesAsText: (scope, format) => (format === 'csv' ? toCsv : toJson)(facesToExport(db, scope)),
    async exportFaces({ scope, format, to, overwrite }) {
      const faces = facesToExport(db, scope);
      const path = resolve(to);
      if (existsSync(path) && !overwrite) throw new AppError('file-exists', to);
      const text = format === 'csv' ? toCsv(faces, { forExcel: true }) : toJson(faces);
      unlessUnwritable(to, () => (overwrite ? writeOver : writeNew)(path, text));
      return { faces: faces.length };
    },
    exportXmp: async (scope) => writeSidecars(facesToExport(db, scope), join(library, 'replaced-xmp')),
  };
}

function unlessUnwritable(to: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw new AppError('not-writable', to, { cause });
  }
}

function writeSidecars(faces: readonly ExportedFace[], kept: string): XmpResult {
  const byPath = Map.groupBy(
    faces.filter(({ name }) => name !== null),
    ({ path }) => path,
  );
  const counts = { written: 0, merged: 0, same: 0 };
  const problems: XmpResult['problems'][number][] = [];
  for (const [path, inPicture] of byPath) {
    try {
      counts[writeOne(path, inPicture, kept)] += 1;
    } catch (error) {
      problems.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { ...counts, problems };
}

function writeOne(path: string, faces: readonly ExportedFace[], kept: string): 'written' | 'merged' | 'same' {
  const sidecar = sidecarOf(path);
  const before = readIfThere(sidecar);
  const { pictureWidth: width = 0, pictureHeight: height = 0 } = faces[0] ?? {};
  const text = mergeRegions(before, { width, height, regions: faces.map(toRegion) });
  if (text === before) return 'same';
  if (before === null) writeNew(sidecar, text);
  else replace(sidecar, before, text, kept);
  return before === null ? 'written' : 'merged';
}

function toRegion({ face, name, x, y, width, height, pictureWidth, pictureHeight }: ExportedFace): Region {
  return {
    id: face,
    name: name ?? '',
    x: (x + width / 2) / pictureWidth,
    y: (y + height / 2) / pictureHeight,
    w: width / pictureWidth,
    h: height / pictureHeight,
  };
}
