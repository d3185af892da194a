import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Overview } from '../../electron/contract/api/overview-api.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';
import type { Topic } from '../../electron/contract/api/library-api.ts';
import { Resource } from '../library/resource.svelte.ts';
import { FaceMapView } from './map/face-map.svelte.ts';

export const overviewParts = ['cast', 'map', 'time', 'series', 'likeness'] as const;
export type OverviewPart = (typeof overviewParts)[number];

type Engine = Pick<EngineApi, 'overview' | 'faceMap' | 'facesById' | 'filterCharacters'>;

/** Everything is gone through for it. */
const slowMs = 5_000;

/** The library as a whole. It outlives its view, so that coming back finds it as it was. */
export class OverviewState {
  part = $state<OverviewPart>('cast');
  /** Whether it is on screen: nobody else needs what it asks for. */
  shown = false;
  readonly facts: Resource<Overview>;
  readonly map: FaceMapView;
  /** Groups with a face in the folder that everything is narrowed to; null: they are not narrowed. */
  readonly #there: Resource<ReadonlySet<CharacterId> | null>;

  /** `below`: the folder on disk that everything is narrowed to. */
  constructor(engine: Engine, below: () => string | null = () => null) {
    const folder = (): [] | [string] => {
      const path = below();
      return path === null ? [] : [path];
    };
    this.facts = new Resource(() => engine.overview(...folder()), slowMs);
    this.map = new FaceMapView({
      faceMap: () => engine.faceMap(...folder()),
      facesById: (faces) => engine.facesById(faces),
    });
    this.#there = new Resource(async () => {
      const path = below();
      return path === null ? null : new Set(await engine.filterCharacters({ below: path }));
    });
  }

  /** Those with a face in the folder that everything is narrowed to. */
  narrowed(characters: readonly Character[]): readonly Character[] {
    const there = this.#there.value;
    return there ? characters.filter(({ id }) => there.has(id)) : characters;
  }

  /** Asks for what the part on screen shows. */
  refresh(): void {
    if (!this.shown) return;
    if (this.part === 'map') this.map.state.refresh();
    else if (this.part === 'cast' || this.part === 'series') this.#there.refresh();
    else this.facts.refresh();
  }

  changed(topics: readonly Topic[]): void {
    if (topics.some((topic) => topic === 'map' || topic === 'pictures' || topic === 'characters')) this.refresh();
  }
}
