import type { CharacterStore } from '../store/characters.ts';
import type { FaceStore } from '../store/faces.ts';
import type { FactStore } from '../store/facts.ts';
import type { SettingStore } from '../store/settings.ts';
import type { NeighbourGraph } from '../vectors/neighbour-graph.ts';
import type { VectorIndex } from '../vectors/vector-index.ts';

export interface GroupingStores {
  readonly faces: FaceStore;
  readonly characters: CharacterStore;
  readonly facts: FactStore;
  readonly settings: SettingStore;
}

export interface GroupingParts {
  readonly index: VectorIndex;
  readonly graph: NeighbourGraph;
  readonly stores: GroupingStores;
  readonly linkage: number;
  readonly picturesApart: boolean;
}
