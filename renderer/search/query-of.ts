import type { Folder } from '../../electron/contract/api/library-api.ts';
import { quoted } from '../../electron/contract/query/complete-query.ts';
import { alsoHolds } from '../query/within-folder.ts';
import type { FaceCriteria } from '../criteria/face-criteria.svelte.ts';

type Chosen = Pick<FaceCriteria, 'query' | 'folder' | 'type' | 'from' | 'to' | 'inPicture' | 'unnamed'>;

/** What is typed and what is chosen beside it, as one search. `below`: the folder on disk that everything is narrowed to. */
export function queryOf(
  chosen: Chosen,
  folders: readonly Pick<Folder, 'id' | 'path'>[],
  below: string | null = null,
): string {
  const folder = folders.find(({ id }) => id === chosen.folder);
  const more = [
    ...(folder ? [`folder:${quoted(folder.path)}`] : []),
    ...(below === null ? [] : [`folder:${quoted(below)}`]),
    ...(chosen.type === null ? [] : [`format:${quoted(chosen.type)}`]),
    ...(chosen.from === '' ? [] : [`not before:${chosen.from}`]),
    ...(chosen.to === '' ? [] : [`not after:${chosen.to}`]),
    ...{ any: [], one: ['faces=1'], several: ['faces>=2'] }[chosen.inPicture],
    ...(chosen.unnamed ? ['is:unnamed'] : []),
  ];
  return alsoHolds(chosen.query, more);
}
