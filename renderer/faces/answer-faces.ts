import type { Face } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';
import type { FacesContext } from './context.ts';

type Edits = FacesContext['edits'];

/** Found faces may be in several groups: each is told. Answers whether anything was done. */
export async function acceptFaces(edits: Edits, faces: readonly Face[]): Promise<boolean> {
  let done = false;
  for (const [character, ids] of byCharacter(faces)) {
    const accepted = await edits.perform((engine) => engine.acceptFaces(ids, character));
    done = accepted !== null || done;
  }
  return done;
}

/** As `acceptFaces`. Those in no group are in none that they could be wrong in. */
export async function rejectFaces(edits: Edits, faces: readonly Face[]): Promise<boolean> {
  let done = false;
  for (const [character, ids] of byCharacter(faces)) done = (await edits.reject(ids, character)) || done;
  return done;
}

function byCharacter(faces: readonly Face[]): ReadonlyMap<CharacterId, readonly FaceId[]> {
  const groups = new Map<CharacterId, FaceId[]>();
  for (const { id, character } of faces)
    if (character !== null) groups.set(character, [...(groups.get(character) ?? []), id]);
  return groups;
}
