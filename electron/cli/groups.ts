import type { Character, Face, FaceState } from '../contract/api/faces-api.ts';
import type { Box } from '../contract/geometry.ts';
import type { CharacterId, FaceId } from '../contract/ids.ts';
import type { EngineApi } from '../contract/api/engine-api.ts';

export interface Group {
  readonly id: CharacterId | null;
  readonly name: string | null;
  readonly confirmed: boolean;
  readonly faces: readonly {
    readonly id: FaceId;
    readonly path: string;
    readonly box: Box;
    readonly similarity: number | null;
    /** As `export` writes it; null: in no group. */
    readonly state: FaceState | null;
  }[];
}

const pageSize = 10_000;

/** Every group, largest first, and the faces without one in a last entry with `id: null`. */
export async function listGroups(engine: EngineApi): Promise<Group[]> {
  const groups = await describeGroups(engine, await engine.listCharacters());
  const ungrouped = await facesOf(engine, null);
  return ungrouped.length === 0 ? groups : [...groups, toGroup(null, ungrouped)];
}

export async function describeGroups(engine: EngineApi, characters: readonly Character[]): Promise<Group[]> {
  const groups: Group[] = [];
  for (const character of characters) groups.push(toGroup(character, await facesOf(engine, character.id)));
  return groups;
}

function toGroup(character: Character | null, faces: readonly Face[]): Group {
  return {
    id: character?.id ?? null,
    name: character?.name ?? null,
    confirmed: character?.confirmed ?? false,
    faces: faces.map(({ id, path, box, similarity, state }) => {
      return { id, path, box, similarity, state: character === null ? null : state };
    }),
  };
}

async function facesOf(engine: EngineApi, character: CharacterId | null): Promise<Face[]> {
  const faces: Face[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = await engine.listFaces(character, { offset, limit: pageSize });
    faces.push(...page);
    if (page.length < pageSize) return faces;
  }
}
