import { expect, test } from 'vitest';
import type { Edited } from '../../../../electron/contract/api/edits-api.ts';
import type { EngineApi } from '../../../../electron/contract/api/engine-api.ts';
import type { PictureId } from '../../../../electron/contract/ids.ts';
import { LookingAgain } from '../../../../renderer/pictures/looking-again.svelte.ts';

const pictures = Array.from({ length: 10 }, (_, at) => (at + 1) as PictureId);
const kept: Edited = { edit: { kind: 'look-again', name: null, count: 3 }, changed: [], gone: [] };

function lookingWith(onLook: (asked: readonly PictureId[]) => void) {
  const engine = {
    lookAgain: async (asked: readonly PictureId[]) => {
      onLook(asked);
      return 1;
    },
    keepFound: async () => kept,
  } as Partial<EngineApi> as EngineApi;
  return new LookingAgain({ perform: (work) => work(engine) });
}

test('all pictures are looked at, some at a time, and what is found is one edit', async () => {
  const asked: number[][] = [];
  const looking: LookingAgain = lookingWith((some) => {
    asked.push([...some]);
    expect(looking.progress).toMatchObject({ count: 10, found: asked.length - 1 });
  });
  expect(await looking.look(pictures)).toBe(true);
  expect(asked.flat()).toEqual(pictures);
  expect(looking.progress).toBeNull();
});

test('who stops keeps what was found until then', async () => {
  const asked: number[][] = [];
  const looking: LookingAgain = lookingWith((some) => {
    asked.push([...some]);
    looking.stop();
  });
  expect(await looking.look(pictures)).toBe(true);
  expect(asked).toHaveLength(1);
});
