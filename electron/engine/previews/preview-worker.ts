import { doJobs } from '../threads/job-port.ts';
import { encodeFacePreview } from './face-preview.ts';
import { writePreviewFileSync } from './preview-file.ts';
import type { FacePreviewJob } from './preview-thread.ts';

/** Entry of the thread that makes previews of faces. */
doJobs<FacePreviewJob, number>(async ({ image, box, side, path }) => {
  const bytes = await encodeFacePreview(image, box, side);
  writePreviewFileSync(path, bytes);
  return bytes.length;
});
