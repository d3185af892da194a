import type { Box } from '../../contract/geometry.ts';
import type { RgbImage } from '../vision/image.ts';
import { encodeFacePreview } from './face-preview.ts';
import { writePreviewFileSync } from './preview-file.ts';

export interface FacePreviewJob {
  /** Read until the job is done, where its memory is shared. */
  readonly image: RgbImage;
  /** In pixels of `image`. */
  readonly box: Box;
  /** Of the preview, at most, pixels. */
  readonly side: number;
  readonly path: string;
}

/** What the thread does that makes previews of faces. */
export const previewJobs = {
  /** Cuts, encodes and writes one, see face-preview.ts. Answers the file's length, bytes. */
  async face({ image, box, side, path }: FacePreviewJob): Promise<number> {
    const bytes = await encodeFacePreview(image, box, side);
    writePreviewFileSync(path, bytes);
    return bytes.length;
  },
};
