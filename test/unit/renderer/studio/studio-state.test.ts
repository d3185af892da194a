import { expect, test } from 'vitest';
import { AppError } from '../../../../electron/contract/errors.ts';
import type { FaceId } from '../../../../electron/contract/ids.ts';
import type { OverruledDecision, StudioApi, StudioStatus } from '../../../../electron/contract/api/studio-api.ts';
import { StudioState } from '../../../../renderer/studio/studio-state.svelte.ts';

const joined: StudioStatus = {
  ...{ url: 'postgresql://mia@server/art', me: 'mia', role: 'artist', state: 'connected', sinceMs: 1 },
  ...{ unsent: 0, refused: 0, events: 3, overruled: 1, problem: null },
};
const decision: OverruledDecision = {
  ...{ id: 7, author: 'ken', atMs: 2, kind: 'name', name: 'Aiko' },
  otherName: { mine: 'Mika', theirs: 'Aiko', face: 3 as FaceId },
};

/** A server that lets in whoever knows the password. */
function engine() {
  let status: StudioStatus | null = null;
  let asked = [decision];
  const api: Partial<StudioApi> = {
    studio: async () => status && { ...status, overruled: asked.length },
    async joinStudio({ password }) {
      if (password !== 'right') throw new AppError('studio-not-let-in', 'no');
      return (status = joined);
    },
    leaveStudio: async () => void (status = null),
    overruled: async () => asked,
    answerOverruled: async (ids) => void (asked = asked.filter(({ id }) => !ids.includes(id))),
  };
  return api as StudioApi;
}

test('a studio that does not let in says why, and the next try can work', async () => {
  const studio = new StudioState(engine(), { pickFolder: async () => '/art' });
  await studio.join('postgresql://mia@server/art', 'wrong');
  expect([studio.status, studio.problem?.code, studio.working]).toEqual([null, 'studio-not-let-in', false]);
  await studio.join('postgresql://mia@server/art', 'right');
  expect([studio.status?.me, studio.problem]).toEqual(['mia', null]);
});

test('decisions that were overruled are listed until they are answered', async () => {
  const studio = new StudioState(engine(), { pickFolder: async () => '/art' });
  await studio.join('postgresql://mia@server/art', 'right');
  expect(studio.overruled).toEqual([decision]);
  expect(studio.twoNames).toMatchObject([{ ids: [7], mine: 'Mika', theirs: 'Aiko' }]);
  await studio.answer([7], true);
  expect([studio.overruled, studio.status?.overruled, studio.twoNames]).toEqual([[], 0, []]);
});

test('a library that leaves is in no studio', async () => {
  const studio = new StudioState(engine(), { pickFolder: async () => '/art' });
  await studio.join('postgresql://mia@server/art', 'right');
  await studio.leave();
  expect([studio.status, studio.overruled]).toEqual([null, []]);
});
