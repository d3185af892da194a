import type { Face } from '../../electron/contract/api/faces-api.ts';
import { commands } from '../commands/commands.ts';
import type { Translate } from '../i18n/translate.ts';
import { fileName, similarityPercent } from '../i18n/wording.ts';

/** As they are spoken. */
const answerKeys = { accept: commands.accept.keys[0] ?? '', refuse: commands.refuse.keys[0] ?? '' };

/** What the tile of a face says to screen readers and tests. `face`: null while it is loading. */
export function faceAttributes(face: Face | null, t: Translate): Record<string, string | number | undefined> {
  if (!face) return { 'data-testid': 'face-tile', 'aria-label': t('face.loading') };
  const label = t('face.label', { file: fileName(face.path) });
  const similarity =
    face.similarity === null ? '' : `, ${t('similarity', { percent: similarityPercent(face.similarity) })}`;
  const waits = face.state === 'suggested' ? `, ${t('suggestions.one')}` : '';
  return {
    'data-testid': 'face-tile',
    'data-face-id': face.id,
    'data-state': face.state,
    'aria-label': label + similarity + waits,
    'aria-description': waits === '' ? undefined : t('suggestions.keys', answerKeys),
  };
}
