import type { SkippedFile } from '../../contract/api/library-api.ts';
import { describeReason } from '../../contract/describe-reason.ts';
import { translator } from '../../contract/translate.ts';

const t = translator('en');

/** Which file was skipped, why in one word, and what to do about it in the words of the window. */
export function skippedLine(file: SkippedFile): string {
  return `skipped ${file.path} (${file.reason}): ${describeReason(t, file)}`;
}
