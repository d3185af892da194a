import { accessSync, constants, existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ExportResult } from '../../contract/api/export-api.ts';
import { stemAndExtension } from '../rename/naming/paths.ts';
import { captionOf, type CaptionedPicture, type CaptionTemplate } from './caption-template.ts';
import type { ExportedFace } from './exported-faces.ts';
import type { OwnCaptions } from './own-captions.ts';
import { exportToPictures, Refused, type FacesOfFiles, type PictureExport } from './to-pictures.ts';
import { readIfThere, replace, writeNew } from './write-sidecar.ts';

interface CaptionExport extends Omit<PictureExport, 'characters'> {
  readonly template: CaptionTemplate;
  /** Captions that somebody else wrote are replaced. */
  readonly overwrite: boolean;
  readonly own: OwnCaptions;
}

/** Writes the tags of each picture into a text file beside it, of its name: what programs that learn from pictures read. */
export function exportCaptions(files: FacesOfFiles, options: CaptionExport): Promise<ExportResult> {
  const written = new Set<string>();
  return exportToPictures(files, options, (path, inPicture) => {
    if (!existsSync(path)) throw new Refused('offline');
    const text = `${captionOf(pictureOf(inPicture), options.template)}\n`;
    const to = join(dirname(path), `${stemAndExtension(basename(path)).stem}.txt`);
    const before = readIfThere(to);
    if (before === text) return 'same';
    // Of `a.png` and `a.jpg` only one can have it.
    const mayReplace = before === null || options.overwrite || options.own.has(before);
    if (!mayReplace || written.has(to)) throw new Refused('exists');
    accessSync(dirname(to), constants.W_OK);
    written.add(to);
    if (options.kept !== null) {
      options.own.add(text);
      if (before === null) writeNew(to, text);
      else replace(to, before, text, options.kept);
    }
    return before === null ? 'written' : 'merged';
  });
}

/** The largest face's character first. */
function pictureOf(faces: readonly ExportedFace[]): CaptionedPicture {
  const sorted = faces.toSorted((a, b) => b.width * b.height - a.width * a.height || a.face - b.face);
  const byName = Map.groupBy(sorted, ({ name }) => name ?? '');
  const [first] = sorted;
  return {
    characters: [...byName].map(([name, all]) => ({
      name,
      aliases: all[0]?.spoken ?? [],
      outfits: [...new Set(all.flatMap(({ outfit }) => outfit ?? []))],
      series: all[0]?.series ?? [],
    })),
    tags: [...(first?.tags ?? []), ...sorted.flatMap(({ characterTags }) => characterTags)],
  };
}
