import { describe, expect, it } from 'vitest';
import type { MergePreview, MergeTake } from '../../../../electron/contract/api/edits-api.ts';
import type { Character, Face } from '../../../../electron/contract/api/faces-api.ts';
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

function previewOf(from: CharacterId, ...unlike: number[]): MergePreview {
  const faces = unlike.map((id) => ({ face: { id: id as FaceId } as Face, from, similarity: 0.2, probability: 0.1 }));
  return { faces: 12, name: null, colour: null, cover: null, unlike: faces, unlikeCount: 5, refused: [] };
}

function ask(groups: readonly Character[], into: CharacterId | null = null) {
  const asked: unknown[] = [];
  const engine = {
    previewMerge: async (id: CharacterId, from: readonly CharacterId[], take?: MergeTake) => {
      asked.push([id, from, take]);
      return previewOf(from[0]!, id * 100, id * 100 + 1);
    },
  };
  return Object.assign(new MergeQuestion(engine, groups, into, null, () => undefined), { asked });
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
    const [{ group: whose, faces }] = question.unlike as [(typeof question.unlike)[number]];
    expect([whose.id, question.unlikeMore]).toEqual([1, 3]);
    question.keepAll(faces, true);
    expect([...question.keepApart]).toEqual([200, 201]);
    expect(question.options).toEqual({ keepApart: [200, 201], apartTogether: false, take: {} });
    question.keepAll(faces, false);
    expect(question.keepApart.size).toBe(0);
  });

  it('is nothing to merge where every face is to stay apart', async () => {
    const preview = { ...previewOf(1 as CharacterId, 100, 101), faces: 2 };
    const engine = { previewMerge: async () => preview };
    const groups = [group(1, null, 2), group(2, 'Mika', 5)];
    const question = new MergeQuestion(engine, groups, null, null, () => undefined);
    await expect.poll(() => question.preview).not.toBeNull();
    expect(question.ready).toBe(true);
    question.keepAll(preview.unlike, true);
    expect(question.ready).toBe(false);
  });

  it('looks again when another group is to stay, and forgets what was to stay apart', async () => {
    const question = ask([group(1, null, 12), group(2, 'Mika', 5)]);
    await expect.poll(() => question.preview).not.toBeNull();
    question.toggle(200 as FaceId);
    question.mergeInto(1 as CharacterId);
    expect(question.from.map(({ id }) => id)).toEqual([2]);
    await expect.poll(() => question.preview).not.toBeNull();
    expect([...question.keepApart]).toEqual([]);
    expect(question.preview?.unlike.map(({ face }) => face.id)).toEqual([100, 101]);
  });

  it('leaves a group as one of its own, and takes it along after all', async () => {
    const question = ask([group(1, null, 12), group(2, 'Mika', 5), group(3, null, 4)]);
    question.toggleGroup(1 as CharacterId);
    expect([question.from.map(({ id }) => id), question.isLeftOut(1 as CharacterId)]).toEqual([[3], true]);
    await expect.poll(() => question.preview).not.toBeNull();
    expect(question.asked.at(-1)).toEqual([2, [3], {}]);
    question.mergeInto(1 as CharacterId);
    expect(question.from.map(({ id }) => id)).toEqual([2, 3]);
  });

  it('shows whose name and colour stay, and takes those that the artist chooses', async () => {
    const lin = { ...group(1, 'Lin', 12), colour: 'red' as const };
    const question = ask([lin, group(2, 'Mika', 5)], 2 as CharacterId);
    await expect.poll(() => question.preview).not.toBeNull();
    expect(question.havingTrait('name').map(({ name }) => name)).toEqual(['Mika', 'Lin']);
    expect(question.havingTrait('colour')).toEqual([lin]);
    question.take('name', 1 as CharacterId);
    expect(question.traitFrom('name')).toEqual(lin);
    expect(question.asked.at(-1)).toEqual([2, [1], { name: 1 }]);
  });
});
