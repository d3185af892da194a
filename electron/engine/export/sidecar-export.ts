import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { ParseError } from '@xmldom/xmldom';
import { AppError } from '../../contract/errors.ts';
import type { ExportProgress, XmpProblem, XmpProblemKind, XmpResult } from '../../contract/api/export-api.ts';
import type { CharacterId, PictureId } from '../../contract/ids.ts';
import { SkipError } from '../pictures/limits/skip-error.ts';
import { readOrientation } from '../pictures/orientation.ts';
import { codeOf } from '../rename/batch/file-system.ts';
import type { ExportedFace } from './exported-faces.ts';
import { storedRegions } from './stored-regions.ts';
import { readIfThere, replace, sidecarOf, writeNew } from './write-sidecar.ts';
import type { SaidOfPicture } from './xmp-subjects.ts';
import { mergeRegions, NotXmp, type Region, type RegionsOfPicture } from './xmp.ts';

export interface SidecarOptions {
  /** Where sidecars that are replaced are kept as they were; null: nothing is written, it is only counted. */
  readonly kept: string | null;
  /** Faces of others are brought up to date where they are in a sidecar already; null: all are wanted. */
  readonly characters: ReadonlySet<CharacterId> | null;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
}

type Fate = 'written' | 'merged' | 'same';

/** Puts named faces into sidecars, one picture after another. What is wrong with one picture does not stop the others. */
export async function exportSidecars(faces: readonly ExportedFace[], options: SidecarOptions): Promise<XmpResult> {
  const { signal, onProgress } = options;
  const byPath = Map.groupBy(
    faces.filter(({ name }) => name !== null),
    ({ path }) => path,
  );
  const counts: Record<Fate, number> = { written: 0, merged: 0, same: 0 };
  const problems: XmpProblem[] = [];
  let done = 0;
  let example: PictureId | null = null;
  for (const [path, inPicture] of byPath) {
    if (signal.aborted) break;
    try {
      const fate = await exportOne(path, inPicture, options);
      counts[fate] += 1;
      if (fate !== 'same') example ??= inPicture[0]?.picture ?? null;
    } catch (error) {
      problems.push({ path, ...describe(error) });
    }
    onProgress({ done: (done += 1), total: byPath.size });
  }
  return { ...counts, problems, example, cancelled: done < byPath.size };
}

async function exportOne(path: string, faces: readonly ExportedFace[], options: SidecarOptions): Promise<Fate> {
  const regions = regionsOf(faces, options.characters);
  const { orientation, upright } = await readOrientation(path);
  if (upright.width !== regions.width || upright.height !== regions.height) throw new Refused('changed');
  const sidecar = sidecarOf(path);
  const before = readIfThere(sidecar);
  const text = mergeRegions(before, storedRegions(regions, orientation));
  if (text === before) return 'same';
  accessSync(dirname(sidecar), constants.W_OK);
  if (options.kept !== null) {
    if (before === null) writeNew(sidecar, text);
    else replace(sidecar, before, text, options.kept);
  }
  return before === null ? 'written' : 'merged';
}

function regionsOf(faces: readonly ExportedFace[], characters: SidecarOptions['characters']): RegionsOfPicture {
  const { pictureWidth: width = 0, pictureHeight: height = 0 } = faces[0] ?? {};
  const isWanted = ({ character }: ExportedFace) =>
    characters === null || (character !== null && characters.has(character));
  return {
    width,
    height,
    regions: faces.filter(isWanted).map(toRegion),
    ifThere: faces.filter((face) => !isWanted(face)).map(toRegion),
    said: saidOf(faces),
  };
}

/** Of all who are named in the picture, whoever of them is exported. */
function saidOf(faces: readonly ExportedFace[]): SaidOfPicture {
  const [{ tags, rating } = { tags: [], rating: 0 }] = faces;
  const subjects = faces.flatMap(({ characterTags, series, outfit }) => [
    ...characterTags,
    ...series,
    ...(outfit === null ? [] : [outfit]),
  ]);
  return { subjects: once([...tags, ...subjects]), hierarchy: once(faces.flatMap(levelsOf)), rating };
}

/** The character below each of its series, with what it wears. */
function levelsOf({ name, series, outfit }: ExportedFace): string[] {
  const own = [name ?? '', ...(outfit === null ? [] : [outfit])];
  const all = series.length > 0 ? series.map((each) => [each, ...own]) : [own];
  return all.filter((levels) => levels.length > 1).map((levels) => levels.map(withoutBar).join('|'));
}

function withoutBar(level: string): string {
  return level.replaceAll('|', '/');
}

function once(texts: readonly string[]): string[] {
  return [...new Set(texts)];
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

/** A picture that gets no sidecar, for a reason of ours. */
class Refused extends Error {
  readonly kind: XmpProblemKind;

  constructor(kind: XmpProblemKind) {
    super(kind);
    this.kind = kind;
  }
}

const notWritable = new Set(['EACCES', 'EPERM', 'EROFS']);

function describe(error: unknown): Pick<XmpProblem, 'kind' | 'detail'> {
  if (error instanceof Refused) return { kind: error.kind, detail: '' };
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof ParseError || error instanceof NotXmp) return { kind: 'not-xmp', detail };
  if (error instanceof AppError) return { kind: 'changed', detail };
  if (notWritable.has(codeOf(error) ?? '')) return { kind: 'read-only', detail };
  return { kind: isGone(error) ? 'offline' : 'failed', detail };
}

/** Whether a file is not there, by what the system said: to us, or to what read a picture. */
function isGone(error: unknown): boolean {
  const cause = error instanceof SkipError ? error.cause : error;
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(cause) ?? '');
}
