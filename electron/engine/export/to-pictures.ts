import { ParseError } from '@xmldom/xmldom';
import { AppError } from '../../contract/errors.ts';
import type { ExportProblem, ExportProblemKind, ExportProgress, ExportResult } from '../../contract/api/export-api.ts';
import type { CharacterId, PictureId } from '../../contract/ids.ts';
import { NotReadable, NotWritable } from '../metadata/pieces.ts';
import { SkipError } from '../pictures/limits/skip-error.ts';
import { codeOf } from '../rename/batch/file-system.ts';
import type { ExportedFace } from './exported-faces.ts';
import { NotXmp, saidBy } from './xmp.ts';

export interface PictureExport {
  /** Where what is replaced is kept as it was; null: nothing is written, it is only counted. */
  readonly kept: string | null;
  /** Faces of others are brought up to date where they are told already; null: all are wanted. */
  readonly characters: ReadonlySet<CharacterId> | null;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
}

/** The faces of each file, one file after the other. */
export interface FacesOfFiles {
  readonly faces: AsyncIterable<readonly ExportedFace[]>;
  /** Files with a named face. */
  readonly total: number;
}

type Fate = 'written' | 'merged' | 'same';

/** Does it to the files with named faces, one after another. What is wrong with one does not stop the others. */
export async function exportToPictures(
  { faces, total }: FacesOfFiles,
  { signal, onProgress }: Pick<PictureExport, 'signal' | 'onProgress'>,
  exportOne: (path: string, faces: readonly ExportedFace[]) => Promise<Fate> | Fate,
): Promise<ExportResult> {
  const counts: Record<Fate, number> = { written: 0, merged: 0, same: 0 };
  const problems: ExportProblem[] = [];
  let done = 0;
  let example: PictureId | null = null;
  for await (const inFile of faces) {
    const inPicture = inFile.filter(({ name }) => name !== null);
    const [first] = inPicture;
    if (!first) continue;
    if (signal.aborted) return { ...counts, problems, example, cancelled: true };
    const { path } = first;
    try {
      const fate = await exportOne(path, inPicture);
      counts[fate] += 1;
      if (fate !== 'same') example ??= first.picture;
    } catch (error) {
      problems.push({ path, ...describe(error) });
    }
    onProgress({ done: (done += 1), total: Math.max(done, total) });
  }
  return { ...counts, problems, example, cancelled: false };
}

/** A picture that is left out, for a reason of ours. */
export class Refused extends Error {
  readonly kind: ExportProblemKind;

  constructor(kind: ExportProblemKind) {
    super(kind);
    this.kind = kind;
  }
}

const notWritable = new Set(['EACCES', 'EPERM', 'EROFS']);

function describe(error: unknown): Pick<ExportProblem, 'kind' | 'detail'> {
  if (error instanceof Refused) return { kind: error.kind, detail: '' };
  const detail = saidBy(error);
  if (error instanceof ParseError || error instanceof NotXmp) return { kind: 'not-xmp', detail };
  if (error instanceof NotWritable || error instanceof NotReadable) return { kind: 'no-place', detail };
  if (error instanceof AppError) return { kind: 'changed', detail };
  if (notWritable.has(codeOf(error) ?? '')) return { kind: 'read-only', detail };
  return { kind: isGone(error) ? 'offline' : 'failed', detail };
}

/** Whether a file is not there, by what the system said: to us, or to what read a picture. */
function isGone(error: unknown): boolean {
  const cause = error instanceof SkipError ? error.cause : error;
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(cause) ?? '');
}
