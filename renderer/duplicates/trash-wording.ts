import type { Restored, Trashed } from '../../electron/contract/shell/shell-api.ts';
import type { Translate } from '../i18n/translate.ts';
import { fileName } from '../i18n/wording.ts';

const reasons = ['changed', 'gone', 'last', 'refused'] as const;

/** Why files have not gone to the trash: a sentence for each reason. */
export function whyStays(t: Translate, stays: Trashed['stays']): string {
  const sentences = reasons.flatMap((why) => {
    const [first, ...others] = stays.filter((file) => file.why === why);
    return first ? [t(`duplicates.stays.${why}`, { count: others.length + 1, name: fileName(first.path) })] : [];
  });
  return sentences.join(' ');
}

/** What has come back from the trash, and what has not. */
export function whatIsBack(t: Translate, { files, beside, failed }: Restored): string {
  const [first] = beside;
  const sentences = [
    ...(files > 0 ? [t('duplicates.restored', { count: files })] : []),
    ...(first === undefined ? [] : [t('duplicates.beside', { count: beside.length, name: fileName(first) })]),
    ...(failed > 0 ? [t('duplicates.notRestored', { count: failed })] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : t('duplicates.trashEmptied');
}
