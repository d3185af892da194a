import { expect, test } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/api/engine-api.ts';
import type { CharacterList } from '../../../../renderer/characters/character-list.svelte.ts';
import { Edits } from '../../../../renderer/edits/edits.svelte.ts';
import type { Translate } from '../../../../renderer/i18n/translate.ts';
import type { Library } from '../../../../renderer/library/library.svelte.ts';
import { Toasts } from '../../../../renderer/toasts/toasts.svelte.ts';

const t = ((key: string) => key) as Translate;

function editsOn(engine: Partial<EngineApi>) {
  const toasts = new Toasts(t);
  const edits = new Edits(
    engine as EngineApi,
    { apply: () => undefined, letOrderGo: () => undefined } as unknown as CharacterList,
    { status: { refresh: () => undefined } } as unknown as Library,
    toasts,
    t,
  );
  return { edits, toasts };
}

test('what was so already is told, without an offer to undo what was done before it', async () => {
  const move = async () => ({ edit: { kind: 'move', name: 'Mika', count: 2 }, changed: [], gone: [] }) as const;
  const { edits, toasts } = editsOn({});
  await edits.perform(move);
  await edits.perform(async () => ({ ...(await move()), unchanged: true }));
  await edits.perform(async () => ({
    edit: { kind: 'look-again', name: null, count: 0 },
    changed: [],
    gone: [],
    unchanged: true,
  }));
  expect(toasts.list.map(({ text, action }) => [text, action?.label])).toEqual([
    ['edit.move', 'command.undo'],
    ['edit.unchanged', undefined],
    ['edit.look-again.unnamed', undefined],
  ]);
  for (const { id } of toasts.list) toasts.dismiss(id);
});

test('the key that undoes takes up what was told last, though it is no edit; once that is gone, the last edit', async () => {
  const did: string[] = [];
  const step = async () => {
    did.push('edit');
    return { edit: { kind: 'merge', name: 'Mika', count: 2 }, changed: [], gone: [] } as const;
  };
  const { edits, toasts } = editsOn({ undo: step });
  const run = () => did.push('folder');
  toasts.show('info', 'a folder is left out', { label: 'command.undo', run: () => void run(), undoes: true });
  await edits.undoNewest();
  await edits.undoNewest();
  expect(did).toEqual(['folder', 'edit']);
  // A newer edit has taken the offer's place.
  toasts.show('info', 'a folder is left out', { label: 'command.undo', run: () => void run(), undoes: true });
  await edits.perform(async () => ({ edit: { kind: 'move', name: 'Mika', count: 2 }, changed: [], gone: [] }));
  await edits.undoNewest();
  expect(did).toEqual(['folder', 'edit', 'edit']);
  for (const { id } of toasts.list) toasts.dismiss(id);
});

test('of two steps through the history that were asked for at once, the last one alone can be taken back', async () => {
  const step = async () => ({ edit: { kind: 'merge', name: 'Mika', count: 2 }, changed: [], gone: [] }) as const;
  const { edits, toasts } = editsOn({ undo: step, redo: step });
  await Promise.all([edits.undo(), edits.redo()]);
  expect(toasts.list.map(({ action }) => action?.label)).toEqual(['command.undo']);
  for (const { id } of toasts.list) toasts.dismiss(id);
});
