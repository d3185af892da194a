import type { ErrorData } from '../../electron/contract/errors.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { EditSummary } from '../../electron/contract/api/edits-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';
import type { IndexingProgress } from '../../electron/contract/api/library-api.ts';
import { providerNames, type ProcessorFallback } from '../../electron/contract/providers.ts';
import type { Translate } from './translate.ts';

/** What happened and what to do about it, in the artist's language. */
export function wordError(t: Translate, { code, subject }: ErrorData): string {
  return t(`error.${code}`, { subject });
}

const mostNames = 3;

/** Which pictures the engine was looking at when it died, the first of many by their names. */
export function describeLastSeen(t: Translate, locale: string, paths: readonly string[]): string {
  const names = paths.slice(0, mostNames).map((path) => `“${fileName(path)}”`);
  const more = paths.length > mostNames ? ['…'] : [];
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format([...names, ...more]);
  return t('engine.lastSeen', { names: list, count: paths.length });
}

export function describePhase(t: Translate, phase: IndexingProgress['phase']): string {
  return t(`phase.${phase}`);
}

/** Why the processor in use is not a faster one, in a line for each that there could be on this system. */
export function describeProcessor(t: Translate, refused: readonly ProcessorFallback[]): string {
  const told = refused.filter(({ reason }) => reason !== 'other-system');
  return told.map((fallback) => describeFallback(t, fallback)).join('\n') || t('processor.preferred');
}

function describeFallback(t: Translate, { provider, reason, detail }: ProcessorFallback): string {
  return t(`fallback.${reason}`, { provider: providerNames[provider], detail });
}

/** What to call a group: its name, or a number that it keeps. */
export function wordGroup(t: Translate, { id, name }: Pick<Character, 'id' | 'name'>): string {
  return name ?? t('group.unnamedNumber', { number: String(id) });
}

/** The same for whatever a face may be in; `known`: what is known of the group. */
export function wordGroupOf(
  t: Translate,
  id: CharacterId | null,
  known: Pick<Character, 'name'> | null | undefined,
): string {
  return id === null ? t('group.none') : wordGroup(t, { id, name: known?.name ?? null });
}

/** Sizes as disks are sold and systems show them: in KB below one MB, in GB from a thousand MB on. */
export function describeBytes(t: Translate, bytes: number): string {
  if (bytes < 1_048_576) return t('size.kilobytes', { size: Math.ceil(bytes / 1_024) });
  const megabytes = bytes / 1_048_576;
  return megabytes >= 1_000
    ? t('size.gigabytes', { size: megabytes / 1_024 })
    : t('size.megabytes', { size: megabytes < 10 ? megabytes : Math.round(megabytes) });
}

export function describeMoment(locale: string, atMs: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);
}

/** As short as it can be: a time of today, or the day. */
export function describeSince(locale: string, atMs: number, now = new Date()): string {
  const isToday = new Date(atMs).toDateString() === now.toDateString();
  const style = isToday ? ({ timeStyle: 'short' } as const) : ({ month: 'short', day: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, style).format(atMs);
}

export function describeEdit(t: Translate, edit: EditSummary): string {
  return edit.name === null
    ? t(`edit.${edit.kind}.unnamed`, { count: edit.count })
    : t(`edit.${edit.kind}`, { name: edit.name, count: edit.count });
}

export function describeTimeLeft(t: Translate, seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return t('time.seconds', { count: Math.max(1, Math.ceil(seconds)) });
  if (minutes < 60) return t('time.minutes', { count: minutes });
  return t('time.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** Similarity as artists read it: a percentage, where opposite and unrelated are both nothing. */
export function similarityPercent(similarity: number): number {
  return Math.round(Math.max(0, similarity) * 100);
}

/** The last part of a path of any system. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
