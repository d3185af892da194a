import type { CharacterStore } from '../store/characters.ts';
import type { DecidedFaces } from '../store/decided-faces.ts';
import type { FactStore } from '../store/facts.ts';
import type { GroupedFaceStore } from '../store/faces/grouped-faces.ts';
import type { SettingStore } from '../store/settings.ts';
import type { NeighbourGraph } from '../vectors/neighbour-graph.ts';
import type { VectorIndex } from '../vectors/vector-index.ts';

export interface GroupingStores {
  readonly groupedFaces: GroupedFaceStore;
  readonly characters: CharacterStore;
  readonly facts: FactStore;
  readonly decidedFaces: DecidedFaces;
  readonly settings: SettingStore;
}

export interface GroupingParts {
  readonly index: VectorIndex;
  readonly graph: NeighbourGraph;
  readonly stores: GroupingStores;
  readonly linkage: number;
  readonly picturesApart: boolean;
}
