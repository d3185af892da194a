import type { Page } from '../../electron/contract/checks.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { FaceListing, Face } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';

/** Faces of a character: what waits for an answer first, then what is confirmed; each part in the order that `listing` asks for. */
export function suggestionsFirst(
  engine: Pick<EngineApi, 'listFaces'>,
  id: CharacterId,
  suggestions: () => number,
  listing: Pick<FaceListing, 'sort'> = {},
): (page: Page) => Promise<readonly Face[]> {
  return async ({ offset, limit }) => {
    const waiting = suggestions();
    if (waiting === 0) return engine.listFaces(id, { offset, limit }, listing);
    const first = Math.max(0, Math.min(limit, waiting - offset));
    const suggested =
      first > 0 ? await engine.listFaces(id, { offset, limit: first }, { ...listing, state: 'suggested' }) : [];
    const rest = limit - first;
    if (rest === 0) return suggested;
    const page = { offset: Math.max(0, offset - waiting), limit: rest };
    return [...suggested, ...(await engine.listFaces(id, page, { ...listing, state: 'confirmed' }))];
  };
}
