import type { EditKind } from '../../electron/contract/api/edits-api.ts';
import type { StudioDecision } from '../../electron/contract/api/studio-api.ts';
import { catalogueOf } from '../../electron/contract/languages.ts';
import type { Translate } from '../../electron/contract/translate.ts';
import { describeEdit } from '../i18n/wording.ts';

/** What a colleague decided, with who it was. A later version may have decided what this one has no words for. */
export function describeDecision(t: Translate, { author, kind, name, count, undo }: StudioDecision): string {
  const what = isEdit(kind) ? describeEdit(t, { kind, name, count }) : describeOther(t, kind, count);
  return t(undo ? 'studio.history.undid' : 'studio.history.did', { author, what });
}

function describeOther(t: Translate, kind: string, count: number): string {
  if (kind === 'join') return t('studio.history.joined', { count });
  return t(kind === 'take-back' ? 'studio.history.tookBack' : 'studio.history.unknown');
}

function isEdit(kind: string): kind is EditKind {
  return Object.hasOwn(catalogueOf('en'), `edit.${kind}`);
}
