import { describe, expect, it } from 'vitest';
import type { Character } from '../../../../electron/contract/faces-api.ts';
import type { CharacterId } from '../../../../electron/contract/ids.ts';
import { trayGroups } from '../../../../renderer/drag/tray-groups.ts';

const group = (id: number, name: string | null, faces: number) => ({ id, name, faces }) as unknown as Character;

describe('trayGroups', () => {
  const groups = [group(1, null, 90), group(2, 'Aoi', 5), group(3, 'Mika', 40), group(4, 'Ren', 8)];
  const ids = (recent: number[], from: number | null) =>
    trayGroups(groups, recent as CharacterId[], from as CharacterId | null).map(({ id }) => id);

  it('offers named groups before others, the largest first', () => {
    expect(ids([], null)).toEqual([3, 4, 2, 1]);
  });

  it('offers what was dropped on last before all others, and never where the faces come from', () => {
    expect(ids([1, 2], 3)).toEqual([1, 2, 4]);
  });
});
