import type {
  NameRule,
  RenameBatch,
  RenameFailure,
  RenameKind,
  RenameNote,
  RenameProblem,
  RenameProgress,
  RenameRow,
  TemplateCompletion,
  TemplateError,
} from '../../../electron/contract/rename/rename-model.ts';
import type { MessageKey } from '../../../electron/contract/languages.ts';
import type { Translate } from '../../i18n/translate.ts';
import { fileName } from '../../i18n/wording.ts';

export function describeTemplateError(t: Translate, { kind, subject }: TemplateError): string {
  return t(`template.error.${kind}`, { subject });
}

export function describeCompletion(t: Translate, { token, filter }: TemplateCompletion): string {
  const key = (filter === null ? `token.${token}` : `token.${token}:${filter}`) as MessageKey;
  return t(key);
}

export function describeProblem(t: Translate, { kind, other }: RenameProblem): string {
  const about = other === null ? '' : kind === 'no-value' ? other : fileName(other);
  return t(`problem.${kind}`, { other: about });
}

function describeNote(t: Translate, note: RenameNote): string {
  return t(`note.${note}`);
}

/** What the artist has to know about a row, in one line; empty where there is nothing. */
export function describeRow(t: Translate, { problems, notes, fate, sidecars }: RenameRow): string {
  const [problem] = problems;
  if (problem) return describeProblem(t, problem);
  if (fate === 'same') return t('fate.same');
  if (fate === 'left-out') return t('fate.left-out');
  const told = notes.map((note) => describeNote(t, note));
  if (sidecars.length > 0) told.push(t('note.sidecars', { count: sidecars.length }));
  return told.join(' · ');
}

export function describeApply(t: Translate, kind: RenameKind, count: number): string {
  return t(`rename.do.${kind}`, { count });
}

export function describeDone(t: Translate, { kind, files }: RenameBatch): string {
  return t(`rename.done.${kind}`, { count: files });
}

export function describePhase(t: Translate, phase: RenameProgress['phase'] | undefined): string {
  return t(`rename.phase.${phase ?? 'checking'}`);
}

const reasons: Readonly<Record<string, MessageKey>> = {
  EACCES: 'failure.denied',
  EPERM: 'failure.denied',
  EROFS: 'failure.denied',
  EBUSY: 'failure.busy',
  ENOSPC: 'failure.full',
  EDQUOT: 'failure.full',
  EIO: 'failure.disk',
  ENOENT: 'failure.gone',
  ENODEV: 'failure.gone',
  'target-appeared': 'failure.target-appeared',
  EEXIST: 'failure.target-appeared',
  changed: 'failure.changed',
  cancelled: 'failure.cancelled',
};

export function describeFailure(t: Translate, { path, reason }: RenameFailure): string {
  return t(reasons[reason] ?? 'failure.other', { file: fileName(path), reason });
}

/** Rules of one choice: leave out, or a word instead. */
export function wordOf(rule: NameRule | { readonly do: 'use' }): string {
  return rule.do === 'word' ? rule.word : '';
}
