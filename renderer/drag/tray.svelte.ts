import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';
import type { CharacterList } from '../characters/character-list.svelte.ts';
import type { Cargo, Drag } from './drag.svelte.ts';
import { mostInTray, trayGroups } from './tray-groups.ts';

/** What the tray offers to the faces that are dragged now. */
export class Tray {
  /** What was typed. */
  text = $state('');
  #like = $state.raw<readonly CharacterId[]>([]);
  readonly #engine: Pick<EngineApi, 'groupsLike'>;
  readonly #characters: Pick<CharacterList, 'all' | 'recent'>;
  readonly #drag: Drag;

  constructor(engine: Pick<EngineApi, 'groupsLike'>, characters: Pick<CharacterList, 'all' | 'recent'>, drag: Drag) {
    this.#engine = engine;
    this.#characters = characters;
    this.#drag = drag;
  }

  readonly cargo = $derived.by(() => (this.#drag.cargo?.kind === 'faces' ? this.#drag.cargo : null));
  readonly groups = $derived.by(() => {
    if (!this.cargo) return [];
    const { all, recent } = this.#characters;
    return trayGroups(all, { recent, like: this.#like, from: this.cargo.from, text: this.text });
  });

  /** Other faces are dragged: nothing is typed yet, and which groups they are like is asked for. */
  async begin(cargo: Extract<Cargo, { kind: 'faces' }>): Promise<void> {
    this.text = '';
    this.#like = [];
    const like = await this.#likeness(cargo.faces);
    // Nothing moves under a pointer that has reached the tray.
    if (this.#drag.cargo === cargo && this.#drag.target === null) this.#like = like;
  }

  /** Enter: the first of what is offered gets the faces. */
  dropOnFirst(): void {
    const [first] = this.groups;
    if (!first || this.text.trim() === '') return;
    this.#drag.dropOn({ kind: 'group', id: first.id });
  }

  /** An order is a comfort: without models, say, the others do. */
  async #likeness(faces: readonly FaceId[]): Promise<readonly CharacterId[]> {
    try {
      // One more: the group that they are in.
      const found = await this.#engine.groupsLike(faces.slice(0, mostFaces), mostInTray + 1);
      return found.map(({ character }) => character);
    } catch {
      return [];
    }
  }
}

const mostFaces = 200;
