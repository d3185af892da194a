import { Worker } from 'node:worker_threads';
import type { Box } from '../../contract/geometry.ts';
import { JobThread } from '../threads/job-thread.ts';
import { threadScript } from '../threads/thread-script.ts';
import type { RgbImage } from '../vision/image.ts';

export interface FacePreviewJob {
  /** Read until the job is done, where its memory is shared. */
  readonly image: RgbImage;
  /** In pixels of `image`. */
  readonly box: Box;
  /** Of the preview, at most, pixels. */
  readonly side: number;
  readonly path: string;
}

/** Cuts, encodes and writes previews of faces, see face-preview.ts. Answers the file's length, bytes. */
export type PreviewThread = JobThread<FacePreviewJob, number>;

export function startPreviewThread(): PreviewThread {
  return new JobThread(() => new Worker(threadScript('preview-worker', import.meta.url)));
}
