import type { Page } from '../../electron/contract/checks.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { PictureRow, PictureScope, PictureSort } from '../../electron/contract/api/pictures-api.ts';
import { Resource } from '../library/resource.svelte.ts';

export const pictureSorts: readonly PictureSort[] = ['newest', 'path'];

type Engine = Pick<EngineApi, 'pictureShapes' | 'listPictures'>;

interface Look {
  /** What was asked for. */
  readonly asked: string;
  /** Width over height of each picture, in order. */
  readonly ratios: Float32Array;
}

const none = new Float32Array(0);

/** All pictures of a scope in an order, as the engine has last looked. */
export class PictureList {
  sort = $state<PictureSort>('newest');
  /** Its `error` says why nothing can be seen. */
  readonly look: Resource<Look>;
  readonly #engine: Engine;
  readonly #scope: () => PictureScope;

  /** `onLook`: pages that were loaded before are of an older look; `others`: and of other pictures, or in another order. */
  constructor(
    engine: Engine,
    scope: () => PictureScope,
    { isBusy, onLook }: { readonly isBusy: () => boolean; readonly onLook: (others: boolean) => void },
  ) {
    this.#engine = engine;
    this.#scope = scope;
    this.look = new Resource(
      async () => {
        const { asked } = this;
        const { shapes } = await engine.pictureShapes(scope(), this.sort);
        onLook(this.look.value?.asked !== asked);
        return { asked, ratios: ratiosOf(shapes) };
      },
      // While pictures come in, a large library would do nothing else.
      () => (isBusy() ? 2_000 : 100),
    );
  }

  /** Another value: other pictures, or the same in another order; whoever shows them starts anew. */
  readonly asked = $derived.by(() => {
    const { stacked, ...scope } = this.#scope();
    // A stack that opens leaves the artist where they are.
    return JSON.stringify([scope, stacked !== undefined, this.sort]);
  });
  /** Whether what is known is of what is asked for now. */
  readonly known = $derived.by(() => this.look.value?.asked === this.asked);
  readonly ratios = $derived.by(() => (this.known ? (this.look.value?.ratios ?? none) : none));

  load(page: Page): Promise<readonly PictureRow[]> {
    return this.#engine.listPictures(this.#scope(), this.sort, page);
  }
}

/** See `PictureShapes`. */
function ratiosOf(shapes: string): Float32Array {
  const ratios = new Float32Array(shapes.length);
  for (let at = 0; at < shapes.length; at += 1) ratios[at] = shapes.charCodeAt(at) / 256;
  return ratios;
}
