import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Overview } from '../../electron/contract/api/overview-api.ts';
import type { Topic } from '../../electron/contract/api/library-api.ts';
import { Resource } from '../library/resource.svelte.ts';
import { FaceMapView } from './map/face-map.svelte.ts';

export const overviewParts = ['cast', 'map', 'time', 'series', 'likeness'] as const;
export type OverviewPart = (typeof overviewParts)[number];

/** Everything is gone through for it. */
const slowMs = 5_000;

/** The library as a whole. It outlives its view, so that coming back finds it as it was. */
export class OverviewState {
  part = $state<OverviewPart>('cast');
  /** Whether it is on screen: nobody else needs what it asks for. */
  shown = false;
  readonly facts: Resource<Overview>;
  readonly map: FaceMapView;

  constructor(engine: Pick<EngineApi, 'overview' | 'faceMap' | 'facesById'>) {
    this.facts = new Resource(() => engine.overview(), slowMs);
    this.map = new FaceMapView(engine);
  }

  /** Asks for what the part on screen shows. */
  refresh(): void {
    if (!this.shown) return;
    if (this.part === 'map') this.map.state.refresh();
    else if (this.part !== 'cast' && this.part !== 'series') this.facts.refresh();
  }

  changed(topics: readonly Topic[]): void {
    if (topics.some((topic) => topic === 'map' || topic === 'pictures' || topic === 'characters')) this.refresh();
  }
}
