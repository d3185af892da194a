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

/** The folder 4 is /art, and one search is kept. */
function open(total = 3, below: string | null = null) {
  const names = { characters: [], series: [], tags: [], outfits: [], folders: [] };
  const search = new FaceSearch({
    engine: {
      searchFaces: async () => ({ faces: [], total, pictures: Math.min(2, total) }),
      checkQuery: async () => [],
      pictureShapes: async () => ({ count: 4, shapes: '' }),
    },
    names: () => names,
    folders: () => [{ id: 4 as FolderId, path: '/my art', state: 'watching', pictures: 1 }],
    below: () => below,
    collections: () => [{ id: 1, name: 'Best', query: 'rating>=4 faces=1' }],
  });
  return { search };
}

describe('FaceSearch', () => {
  it('says what is typed and what is chosen as one search, and knows under which name it is kept', () => {
    const { search } = open();
    search.ask('rating>=4');
    expect([search.query, search.kept]).toEqual(['rating>=4', null]);
    search.criteria.inPicture = 'one';
    expect([search.query, search.kept]).toEqual(['rating>=4 faces=1', 'Best']);
    search.ask('a or b');
    expect([search.query, search.criteria.inPicture]).toEqual(['a or b', 'any']);
    search.criteria.folder = 4 as FolderId;
    search.criteria.type = 'PNG';
    search.criteria.from = '2026-01-02';
    search.criteria.to = '2026-02-01';
    search.criteria.unnamed = true;
    expect(search.query).toBe(
      '(a or b) folder:"/my art" format:PNG not before:2026-01-02 not after:2026-02-01 is:unnamed',
    );
    search.clear();
    expect([search.query, search.field.text]).toEqual(['', '']);
  });

  it('knows a search that was kept in a folder while everything is narrowed to that folder', () => {
    const { search } = open(3, '/my art');
    search.ask('a or b');
    expect(search.query).toBe('(a or b) folder:"/my art"');
    search.ask(search.query);
    expect(search.query).toBe('(a or b) folder:"/my art"');
    search.ask('faces=1 rating>=4');
    expect(search.query).toBe('faces=1 rating>=4 folder:"/my art"');
  });

  it('remembers as which search it was opened, until another is asked', () => {
    const { search } = open();
    search.ask('rating>=4 faces=1');
    search.field.set('rating>=4 faces=1 tag:a');
    expect([search.kept, search.openedAs]).toEqual([null, 'Best']);
    search.ask('a');
    expect(search.openedAs).toBeNull();
  });

  it('goes on with the last search that could be read', () => {
    const { search } = open();
    search.field.type('mika', 4);
    search.field.type('mika (', 6);
    expect(search.criteria.filter).toEqual({ query: 'mika' });
    search.field.type('mika (rei)', 10);
    expect(search.criteria.filter).toEqual({ query: 'mika (rei)' });
  });

  it('tells of pictures that fit where no face does', async () => {
    const { search } = open(0);
    search.ask('is:faceless');
    await search.load({ offset: 0, limit: 10 });
    expect([search.found?.total, search.withoutFace]).toEqual([0, 4]);
    const { search: other } = open();
    await other.load({ offset: 0, limit: 10 });
    expect(other.withoutFace).toBe(0);
  });

  it('counts what the last question found, not one that was asked before', async () => {
    const { search } = open();
    const late = search.load({ offset: 0, limit: 10 });
    search.criteria.text = 'mika';
    await late;
    expect(search.found).toBeNull();
    await search.load({ offset: 0, limit: 10 });
    expect(search.found).toEqual({ total: 3, pictures: 2 });
  });
});
