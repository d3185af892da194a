import type { Folder } from '../../electron/contract/api/library-api.ts';
import { quoted } from '../../electron/contract/query/complete-query.ts';
import { queryParts } from '../../electron/contract/query/query-parts.ts';
import type { FaceCriteria } from '../criteria/face-criteria.svelte.ts';

type Chosen = Pick<FaceCriteria, 'query' | 'folder' | 'type' | 'from' | 'to' | 'inPicture' | 'unnamed'>;

/** What is typed and what is chosen beside it, as one search. */
export function queryOf(chosen: Chosen, folders: readonly Pick<Folder, 'id' | 'path'>[]): string {
  const folder = folders.find(({ id }) => id === chosen.folder);
  const more = [
    ...(folder ? [`folder:${quoted(folder.path)}`] : []),
    ...(chosen.type === null ? [] : [`format:${quoted(chosen.type)}`]),
    ...(chosen.from === '' ? [] : [`not before:${chosen.from}`]),
    ...(chosen.to === '' ? [] : [`not after:${chosen.to}`]),
    ...{ any: [], one: ['faces=1'], several: ['faces>=2'] }[chosen.inPicture],
    ...(chosen.unnamed ? ['is:unnamed'] : []),
  ];
  const typed = chosen.query.trim();
  // What is added would be about the last of several alternatives only.
  const whole = more.length > 0 && queryParts(typed)[0]?.kind === 'or' && !typed.startsWith('(') ? `(${typed})` : typed;
  return [whole, ...more].filter((part) => part !== '').join(' ');
}
