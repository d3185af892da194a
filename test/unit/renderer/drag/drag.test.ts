import { describe, expect, it } from 'vitest';
import type { CharacterId, FaceId, PictureId } from '../../../../electron/contract/ids.ts';
import {
  accepts,
  Drag,
  dropAttribute,
  readDropTarget,
  type Cargo,
  type DropTarget,
} from '../../../../renderer/drag/drag.svelte.ts';

const group = (id: number): DropTarget => ({ kind: 'group', id: id as CharacterId });
const faces: Cargo = {
  kind: 'faces',
  faces: [1 as FaceId],
  pictures: [7 as PictureId],
  from: 3 as CharacterId,
  shown: [1 as FaceId],
};
const groups: Cargo = { kind: 'groups', groups: [3 as CharacterId, 4 as CharacterId], shown: [] };

describe('drop targets', () => {
  it('are read from what they are written as', () => {
    const targets: DropTarget[] = [group(12), { kind: 'new-group' }, { kind: 'reject' }, { kind: 'hidden' }];
    expect(targets.map(dropAttribute).map(readDropTarget)).toEqual(targets);
    expect(readDropTarget('group:0')).toBeNull();
    expect(readDropTarget('elsewhere')).toBeNull();
    expect(readDropTarget(undefined)).toBeNull();
  });

  it('refuse what would change nothing', () => {
    expect(accepts(group(3), faces)).toBe(false);
    expect(accepts(group(5), faces)).toBe(true);
    expect(accepts(group(4), groups)).toBe(false);
    expect(accepts(group(5), groups)).toBe(true);
    expect(accepts({ kind: 'reject' }, { ...faces, from: null })).toBe(false);
    expect(accepts({ kind: 'new-group' }, groups)).toBe(false);
  });
});

function dragOver(element: DropTarget | null) {
  const told: unknown[] = [];
  const place = element && { closest: () => ({ dataset: { drop: dropAttribute(element) } }) };
  const drag = new Drag({
    elementAt: () => place as unknown as Element | null,
    dropped: (cargo, target) => told.push([cargo.kind, target]),
    left: (cargo) => told.push(['left', cargo.kind]),
  });
  return { drag, told };
}

describe('Drag', () => {
  it('drops on what is under the pointer', () => {
    const { drag, told } = dragOver(group(5));
    drag.start(faces, 10, 10);
    expect(drag.over(5 as CharacterId)).toBe(true);
    drag.drop();
    expect(told).toEqual([['faces', group(5)]]);
    expect(drag.cargo).toBeNull();
  });

  it('does nothing where nothing is, and after Escape', () => {
    const beside = dragOver(null);
    beside.drag.start(faces, 10, 10);
    beside.drag.drop();
    const escaped = dragOver(group(5));
    escaped.drag.start(faces, 10, 10);
    escaped.drag.cancel();
    escaped.drag.drop();
    expect([...beside.told, ...escaped.told]).toEqual([]);
  });

  it('becomes files once when it leaves the window, and is itself again when it comes back', () => {
    const { drag, told } = dragOver(group(5));
    drag.start(faces, 10, 10);
    drag.leave();
    drag.leave();
    expect(drag.target).toBeNull();
    drag.moveTo(20, 20);
    drag.drop();
    expect(told).toEqual([
      ['left', 'faces'],
      ['faces', group(5)],
    ]);
  });
});
