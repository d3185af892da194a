import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Face } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';
import type { PageSource } from '../lists/pages.svelte.ts';

/** Where faces come from: those of a group, those that a search finds. */
export type FaceSource = PageSource<Face>;

export function facesOf(engine: Pick<EngineApi, 'listFaces'>, character: CharacterId | null): FaceSource {
  return (page) => engine.listFaces(character, page);
}
