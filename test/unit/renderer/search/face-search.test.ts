import { describe, expect, it } from 'vitest';
import type { FolderId } from '../../../../electron/contract/ids.ts';
import { FaceCriteria } from '../../../../renderer/criteria/face-criteria.svelte.ts';
import { FaceSearch } from '../../../../renderer/search/face-search.svelte.ts';

describe('FaceCriteria', () => {
  it('ask for nothing in particular before anything is chosen', () => {
    const criteria = new FaceCriteria();
    expect(criteria.filter).toEqual({});
    expect(criteria.active).toBe(false);
  });

  it('ask for all that is chosen, the last day to its end', () => {
    const criteria = new FaceCriteria();
    criteria.text = ' mika ';
    criteria.folder = 4 as FolderId;
    criteria.type = 'JPEG';
    criteria.from = '2026-11-01';
    criteria.to = '2026-11-01';
    criteria.inPicture = 'several';
    criteria.unnamed = true;
    const midnight = new Date(2026, 10, 1).getTime();
    expect(criteria.filter).toEqual({
      text: 'mika',
      folder: 4,
      types: ['jpg', 'jpeg', 'jpe', 'jfif', 'jfi', 'jif'],
      fromMs: midnight,
      toMs: midnight + 24 * 60 * 60 * 1_000 - 1,
      minFaces: 2,
      unnamed: true,
    });
    criteria.clear();
    expect(criteria.active).toBe(false);
  });
});

describe('FaceSearch', () => {
  it('counts what the last question found, not one that was asked before', async () => {
    const search = new FaceSearch({ searchFaces: async () => ({ faces: [], total: 3, pictures: 2 }) });
    const late = search.load({ offset: 0, limit: 10 });
    search.criteria.text = 'mika';
    await late;
    expect(search.found).toBeNull();
    await search.load({ offset: 0, limit: 10 });
    expect(search.found).toEqual({ total: 3, pictures: 2 });
  });
});
