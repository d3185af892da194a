import { filterCharacters, sortCharacters } from '../../../renderer/characters/character-order.ts';
import { facesCalls } from '../../../electron/engine/calls/faces-calls.ts';
import { picturesCalls } from '../../../electron/engine/calls/pictures-calls.ts';
import { queryCalls } from '../../../electron/engine/calls/query-calls.ts';
import { FolderTree } from '../../../electron/engine/folder-tree/folder-tree.ts';
import { overviewCalls } from '../../../electron/engine/overview/overview-calls.ts';
import type { PictureScope, PictureSort } from '../../../electron/contract/api/pictures-api.ts';
import type { CharacterId, FolderId } from '../../../electron/contract/ids.ts';
import type { Stores } from '../../../electron/engine/store/stores.ts';

/** Something that an artist waits for. */
export interface Waited {
  readonly part:
    'first page' | 'search of three terms' | 'keystroke to list' | 'in slices, calls are answered meanwhile';
  readonly name: string;
  /** ms */
  readonly target: number | null;
  /** Answers how much was found. */
  run(): Promise<number>;
}

const page = { offset: 0, limit: 200 };
const character = 7 as CharacterId;

/** Three terms each, as an artist would type them; the last ones leave much. */
const queries = [
  'character:"Character 7" and not character:"Character 9" folder:cards',
  'character:"Character 1" character:"Character 2" rating>=3',
  'outfit:winter rating>=3 faces>=2',
  'series:"Series 3" tag:"tag 8" before:2024-01',
  'only:"Character 1" or character:別名2 tag:"tag 4"',
  'tag:"tag 8" is:favourite format:psd',
  'character:"Character 1" outfit:school after:2020',
  'rating>=5 folder:events before:2026-01',
  'folder:cards format:png faces>=2',
] as const;

/** Grids of whole pictures: all proportions, and the first page. */
const grids: Readonly<Record<string, readonly [scope: PictureScope, sort: PictureSort]>> = {
  'pictures, newest first': [{}, 'newest'],
  'pictures by name': [{}, 'path'],
  'pictures of a character': [{ character }, 'newest'],
  'pictures of a folder': [{ filter: { below: '/art/cards' } }, 'newest'],
  'pictures without a face': [{ faces: 'none' }, 'newest'],
};

/** Everything of which the issue "Library" says how long it may take, on a library of `generateCast`. */
export function waitsOf(stores: Stores): Waited[] {
  const { searchPictures } = queryCalls(stores);
  const { listFaces, searchFaces, filterCharacters: fitting } = facesCalls(stores);
  const { pictureShapes, listPictures } = picturesCalls(stores);
  const overview = overviewCalls(stores.contents);
  const first = (name: string, run: Waited['run']): Waited => ({ part: 'first page', name, target: 100, run });
  const key = (name: string, run: Waited['run']): Waited => ({ part: 'keystroke to list', name, target: 50, run });
  const pictures = async (scope: PictureScope, sort: PictureSort) => {
    const { count } = await pictureShapes(scope, sort);
    await listPictures(scope, sort, page);
    return count;
  };
  const groups = async (text: string) => {
    const criteria = { text, show: 'all', fewest: null, most: null, colours: [] } as const;
    return sortCharacters(filterCharacters(stores.characters.list(), criteria), 'largest', 'en').length;
  };
  return [
    first('groups', async () => stores.characters.list().length),
    first('faces of a group', async () => (await listFaces(character, page)).length),
    first('faces of a group, by file', async () => (await listFaces(character, page, { sort: 'path' })).length),
    first('groups of a folder', async () => (await fitting({ below: '/art/cards' })).length),
    first('groups of a small folder', async () => (await fitting({ below: '/art/cards/7' })).length),
    ...Object.entries(grids).map(([name, asked]) => first(name, () => pictures(...asked))),
    ...queries.map((query): Waited => {
      const run = async () => (await searchPictures(query, { offset: 0, limit: 100 })).total;
      return { part: 'search of three terms', name: query, target: 50, run };
    }),
    key('groups by name', () => groups('character 12')),
    key('pictures by a search', () => pictures({ filter: { query: 'character:"Character 12"' } }, 'newest')),
    key('pictures by a word', () => pictures({ filter: { query: 'cards' } }, 'newest')),
    key('faces by a word', async () => (await searchFaces({ query: '"Character 12"' }, page)).total),
    ...inSlices(stores, async () => (await overview.overview()).months.length),
  ];
}

function inSlices(stores: Stores, months: Waited['run']): Waited[] {
  const { changes, contents } = stores;
  const folders = () => [{ id: 1 as FolderId, path: '/art', state: 'watching' as const, pictures: 0 }];
  const fresh = () => new FolderTree({ changes, contents, folders, isBusy: () => false });
  const tree = fresh();
  const sliced = (name: string, target: number | null, run: Waited['run']): Waited => ({
    ...{ part: 'in slices, calls are answered meanwhile', name, target, run },
  });
  return [
    sliced('tree of folders, anew', null, async () => (await fresh().rows(new Set(['/art']))).length),
    sliced('tree of folders, as it was', 100, async () => (await tree.rows(new Set(['/art']))).length),
    sliced('overview', null, months),
  ];
}
