import { describe, expect, it } from 'vitest';
import type { MergePreview } from '../../../../electron/contract/edits-api.ts';
import type { Character, Face } from '../../../../electron/contract/faces-api.ts';
import type { CharacterId, FaceId } from '../../../../electron/contract/ids.ts';
import { MergeQuestion } from '../../../../renderer/edits/merge-question.svelte.ts';

function group(id: number, name: string | null, faces: number): Character {
  return {
    id: id as CharacterId,
    name,
    confirmed: name !== null,
    faces,
    pictures: faces,
    covers: [],
    hidden: false,
    colour: null,
    cover: null,
    suggestions: 0,
  };
}

function previewOf(...unlike: number[]): MergePreview {
  const faces = unlike.map((id) => ({ face: { id: id as FaceId } as Face, similarity: 0.2, probability: 0.1 }));
  return { faces: 12, name: null, unlike: faces, refused: [] };
}

function ask(groups: readonly Character[], into: CharacterId | null = null) {
  const engine = { previewMerge: async (id: CharacterId) => previewOf(id * 100, id * 100 + 1) };
  return new MergeQuestion(engine, groups, into, null, () => undefined);
}

describe('MergeQuestion', () => {
  it('keeps the named group before a larger one without a name', () => {
    expect(ask([group(1, null, 90), group(2, 'Mika', 5)]).into.id).toBe(2);
    expect(ask([group(1, null, 5), group(2, null, 90)]).into.id).toBe(2);
    expect(ask([group(1, null, 5), group(2, 'Mika', 90)], 1 as CharacterId).into.id).toBe(1);
  });

  it('leaves out of the count what is to stay apart', async () => {
    const question = ask([group(1, null, 12), group(2, 'Mika', 5)]);
    await expect.poll(() => question.preview).not.toBeNull();
    expect(question.moved).toBe(12);
    question.toggle(200 as FaceId);
    expect(question.moved).toBe(11);
    question.toggleAll();
    expect([...question.keepApart]).toEqual([200, 201]);
    question.toggleAll();
    expect(question.keepApart.size).toBe(0);
  });

  it('looks again when another group is to stay, and forgets what was to stay apart', async () => {
    const question = ask([group(1, null, 12), group(2, 'Mika', 5)]);
    await expect.poll(() => question.preview).not.toBeNull();
    question.toggle(200 as FaceId);
    question.keep(1 as CharacterId);
    expect(question.from.map(({ id }) => id)).toEqual([2]);
    await expect.poll(() => question.preview).not.toBeNull();
    expect([...question.keepApart]).toEqual([]);
    expect(question.preview?.unlike.map(({ face }) => face.id)).toEqual([100, 101]);
  });
});
