import { describe, expect, it } from 'vitest';
import type { Character } from '../../../../electron/contract/api/faces-api.ts';
import type { CharacterId, FaceId } from '../../../../electron/contract/ids.ts';
import { Drag, type Cargo } from '../../../../renderer/drag/drag.svelte.ts';
import { trayGroups, type TrayOrder } from '../../../../renderer/drag/tray-groups.ts';
import { Tray } from '../../../../renderer/drag/tray.svelte.ts';

const group = (id: number, name: string | null, faces: number) => ({ id, name, faces }) as unknown as Character;
const groups = [group(1, null, 90), group(2, 'Aoi', 5), group(3, 'Mika', 40), group(4, 'Ren', 8)];

describe('trayGroups', () => {
  const ids = (order: { recent?: number[]; like?: number[]; from?: number | null; text?: string }) =>
    trayGroups(groups, { recent: [], like: [], from: null, text: '', ...order } as unknown as TrayOrder).map(
      ({ id }) => id,
    );

  it('offers named groups before others, the largest first', () => {
    expect(ids({})).toEqual([3, 4, 2, 1]);
  });

  it('offers what was dropped on last before all others, and never where the faces come from', () => {
    expect(ids({ recent: [1, 2], from: 3 })).toEqual([1, 2, 4]);
  });

  it('offers the groups that are like the faces, best first, after the one that was dropped on last', () => {
    expect(ids({ like: [1, 2] })).toEqual([1, 2, 3, 4]);
    expect(ids({ recent: [4, 3], like: [1, 2] })).toEqual([4, 1, 2, 3]);
  });

  it('offers groups by name where something is typed, those that begin with it first', () => {
    expect(ids({ text: 'i' })).toEqual([2, 3]);
    expect(ids({ text: ' MIK ' })).toEqual([3]);
    expect(ids({ text: 'zz' })).toEqual([]);
  });
});

describe('Tray', () => {
  const faces: Extract<Cargo, { kind: 'faces' }> = {
    kind: 'faces',
    faces: [1 as FaceId],
    pictures: [],
    from: 3 as CharacterId,
    shown: [],
  };

  /** `over`: a group that the pointer has reached before the answer comes. */
  function rig(over: number | null = null) {
    const dropped: unknown[] = [];
    const place = over === null ? null : { closest: () => ({ dataset: { drop: `group:${over}` } }) };
    const drag = new Drag({
      elementAt: () => place as unknown as Element | null,
      dropped: (_cargo, target) => dropped.push(target),
      left: () => undefined,
    });
    const like = [3, 2, 1].map((character) => ({ character })) as never;
    const tray = new Tray({ groupsLike: async () => like }, { all: groups, recent: [] }, drag);
    drag.start(faces, 0, 0);
    return { tray, drag, dropped };
  }

  it('is in the order of likeness once that is known', async () => {
    const { tray } = rig();
    const asked = tray.begin(faces);
    expect(tray.groups.map(({ id }) => id)).toEqual([4, 2, 1]);
    await asked;
    expect(tray.groups.map(({ id }) => id)).toEqual([2, 1, 4]);
  });

  it('does not move under a pointer that has reached it', async () => {
    const { tray } = rig(4);
    await tray.begin(faces);
    expect(tray.groups.map(({ id }) => id)).toEqual([4, 2, 1]);
  });

  it('drops on the first of what was typed, and on nothing before something is typed', () => {
    const { tray, drag, dropped } = rig();
    tray.dropOnFirst();
    tray.text = 'ao';
    tray.dropOnFirst();
    expect([dropped, drag.cargo]).toEqual([[{ kind: 'group', id: 2 }], null]);
  });
});
