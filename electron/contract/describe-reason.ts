import type { SkippedFile } from './api/library-api.ts';
import type { Translate } from './translate.ts';

/** Why a file was skipped, and what to do about it. */
export function describeReason(t: Translate, { reason, detail }: Pick<SkippedFile, 'reason' | 'detail'>): string {
  return reason === 'not-read' ? t('reason.not-read', { kind: detail }) : t(`reason.${reason}`);
}
