import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import type { ExportResult } from '../../contract/api/export-api.ts';
import { regionsFor } from './regions-of-picture.ts';
import { exportToPictures, type FacesOfFiles, type PictureExport } from './to-pictures.ts';
import { readIfThere, replace, sidecarOf, writeNew } from './write-sidecar.ts';
import { mergeRegions } from './xmp.ts';

/** Puts named faces into sidecars. */
export function exportSidecars(files: FacesOfFiles, options: PictureExport): Promise<ExportResult> {
  const { kept, characters } = options;
  return exportToPictures(files, options, async (path, inPicture) => {
    const regions = await regionsFor(path, inPicture, characters);
    const sidecar = sidecarOf(path);
    const before = readIfThere(sidecar);
    const text = mergeRegions(before, regions);
    if (text === before) return 'same';
    accessSync(dirname(sidecar), constants.W_OK);
    if (kept !== null) {
      if (before === null) writeNew(sidecar, text);
      else replace(sidecar, before, text, kept);
    }
    return before === null ? 'written' : 'merged';
  });
}
