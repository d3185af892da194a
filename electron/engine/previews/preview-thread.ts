import { JobThread } from '../threads/job-thread.ts';
import { threadScript } from '../threads/thread-script.ts';
import type { previewJobs } from './preview-jobs.ts';

export type PreviewThread = JobThread<typeof previewJobs>;

/** The thread that makes previews of faces. */
export function startPreviewThread(): PreviewThread {
  return new JobThread(threadScript('preview-worker', import.meta.url));
}
