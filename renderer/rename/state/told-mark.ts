import type { ToldMark } from './rename-history.svelte.ts';

const key = 'dramatis.told-renames';

/** In the page's own storage, which each library has for itself. */
export function storedMark(storage: Pick<Storage, 'getItem' | 'setItem'>): ToldMark {
  return {
    read: () => Number(storage.getItem(key) ?? 0) || 0,
    write: (id) => storage.setItem(key, String(id)),
  };
}
