import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CaptionRequest, ExportApi, XmpPlace } from '../../contract/api/export-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { Topic } from '../../contract/api/library-api.ts';
import type { RenameScope } from '../../contract/rename/rename-model.ts';
import type { FileGate } from '../flow/file-gate.ts';
import type { Db } from '../store/database.ts';
import type { PictureStore } from '../store/pictures/pictures.ts';
import { exportCaptions } from './caption-export.ts';
import { readCaptionTemplate } from './caption-template.ts';
import { castSheet, type CastParts } from './cast-sheet.ts';
import { exportIntoFiles } from './embedded-export.ts';
import { countFaces, facesOfPictures, facesToExport } from './exported-faces.ts';
import { ExportRun, type ToPictures } from './export-run.ts';
import { textOf } from './face-table.ts';
import { OwnCaptions } from './own-captions.ts';
import { exportSidecars } from './sidecar-export.ts';
import type { FacesOfFiles } from './to-pictures.ts';
import { writePieces } from './write-sidecar.ts';

export interface ExportCalls extends ExportApi {
  /** The same as `exportFaces` writes, as pieces of text. */
  facesAsText(scope: RenameScope, format: 'csv' | 'json'): AsyncIterable<string>;
}

export interface ExportParts {
  readonly db: Db;
  readonly pictures: Pick<PictureStore, 'rewritten'>;
  readonly library: string;
  readonly gate: FileGate;
  readonly onChanged: (topics: readonly Topic[]) => void;
  readonly cast: CastParts;
}

/** The calls of the contract. One preview or export to pictures runs at a time. */
export function exportCalls({ db, pictures, library, gate, onChanged, cast }: ExportParts): ExportCalls {
  const run = new ExportRun({ gate, onProgress: () => onChanged(['exports']) });

  function xmp(scope: RenameScope, place: XmpPlace, writes: boolean): ToPictures {
    return async (options) => {
      const all = { ...options, characters: scope.characters ? new Set(scope.characters) : null };
      const faces = await filesOf(scope);
      if (place === 'inside')
        return exportIntoFiles(faces, { ...all, onRewritten: writes ? (file) => pictures.rewritten(file) : null });
      return exportSidecars(faces, { ...all, kept: writes ? join(library, 'replaced-xmp') : null });
    };
  }

  function captions({ scope, template, overwrite }: CaptionRequest, writes: boolean): ToPictures {
    const read = readCaptionTemplate(template);
    const kept = writes ? join(library, 'replaced-captions') : null;
    return async (options) => {
      const own = new OwnCaptions(join(library, 'written-captions.txt'));
      return exportCaptions(await filesOf(scope), { ...options, template: read, overwrite, own, kept });
    };
  }

  async function filesOf(scope: RenameScope): Promise<FacesOfFiles> {
    const { namedFiles } = await countFaces(db, scope);
    return { faces: facesOfPictures(db, scope), total: namedFiles };
  }

  return {
    facesAsText: (scope, format) => textOf(facesToExport(db, scope), format),
    countExport: (scope) => countFaces(db, scope),
    async exportFaces({ scope, format, to, overwrite }) {
      let faces = 0;
      const counted = (more: number) => (faces += more);
      await write(to, overwrite, textOf(facesToExport(db, scope), format, { forExcel: format === 'csv', counted }));
      return { faces };
    },
    async exportCast({ to, overwrite, ...wanted }) {
      if (existsSync(resolve(to)) && !overwrite) throw new AppError('file-exists', to);
      const { html, characters } = await castSheet(cast, { ...wanted, now: new Date() });
      await write(to, overwrite, [html]);
      return { characters };
    },
    previewXmp: (scope, place = 'beside') => run.preview(xmp(scope, place, false)),
    exportXmp: (scope, place = 'beside') => run.write(xmp(scope, place, true)),
    previewCaptions: async (request) => run.preview(captions(request, false)),
    exportCaptions: async (request) => run.write(captions(request, true)),
    exportProgress: async () => run.progress,
    cancelExport: async () => run.cancel(),
  };
}

/** Throws `file-exists`, `not-writable`. */
async function write(to: string, overwrite: boolean, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const path = resolve(to);
  if (existsSync(path) && !overwrite) throw new AppError('file-exists', to);
  try {
    await writePieces(path, pieces, overwrite);
  } catch (cause) {
    throw new AppError('not-writable', to, { cause });
  }
}
