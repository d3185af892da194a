import { expect, test } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/api/engine-api.ts';
import type { CharacterList } from '../../../../renderer/characters/character-list.svelte.ts';
import { Edits } from '../../../../renderer/edits/edits.svelte.ts';
import type { Translate } from '../../../../renderer/i18n/translate.ts';
import type { Library } from '../../../../renderer/library/library.svelte.ts';
import { Toasts } from '../../../../renderer/toasts/toasts.svelte.ts';

test('of two steps through the history that were asked for at once, the last one alone can be taken back', async () => {
  const step = async () => ({ edit: { kind: 'merge', name: 'Mika', count: 2 }, changed: [], gone: [] });
  const t = ((key: string) => key) as Translate;
  const toasts = new Toasts(t);
  const edits = new Edits(
    { undo: step, redo: step } as unknown as EngineApi,
    { apply: () => undefined, letOrderGo: () => undefined } as unknown as CharacterList,
    { status: { refresh: () => undefined } } as unknown as Library,
    toasts,
    t,
  );
  await Promise.all([edits.undo(), edits.redo()]);
  expect(toasts.list.map(({ action }) => action?.label)).toEqual(['command.undo']);
  for (const { id } of toasts.list) toasts.dismiss(id);
});
