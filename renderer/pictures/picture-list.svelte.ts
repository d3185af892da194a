import type { Page } from '../../electron/contract/checks.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { PictureRow, PictureScope, PictureSort } from '../../electron/contract/api/pictures-api.ts';
import { Resource } from '../library/resource.svelte.ts';

export const pictureSorts: readonly PictureSort[] = ['newest', 'path'];

type Engine = Pick<EngineApi, 'pictureShapes' | 'furtherShapes' | 'listPictures'>;

interface Look {
  /** What was asked for. */
  readonly asked: string;
  /** Width over height of each picture, in order. */
  readonly ratios: Float32Array;
}

interface Around {
  readonly isBusy: () => boolean;
  /** Pages that were loaded before are of other pictures, or in another order; answers when the first page has come. */
  readonly onOthers: () => Promise<unknown>;
  /** Pages that were loaded before are of an older look. */
  readonly onLook: () => void;
}

const none = new Float32Array(0);

/** All pictures of a scope in an order, as the engine has last looked. */
export class PictureList {
  sort = $state<PictureSort>('newest');
  /** Its `error` says why nothing can be seen. */
  readonly look: Resource<Look>;
  readonly #engine: Engine;
  readonly #scope: () => PictureScope;

  constructor(engine: Engine, scope: () => PictureScope, { isBusy, onOthers, onLook }: Around) {
    this.#engine = engine;
    this.#scope = scope;
    this.look = new Resource(
      async (show) => {
        const { asked, sort } = this;
        const about = scope();
        const others = this.look.value?.asked !== asked;
        const looking = engine.pictureShapes(about, sort);
        const first = others ? onOthers() : null;
        const { count, shapes } = await looking;
        if (others && shapes.length < count) {
          // The artist looks at the first ones while the shapes of the others are on their way.
          show({ asked, ratios: ratiosOf(shapes, count) });
          await first;
        }
        const further = shapes.length < count ? await engine.furtherShapes(about, sort) : '';
        if (!others) onLook();
        return { asked, ratios: ratiosOf(shapes + further) };
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

/** See `PictureShapes`. What has none yet is taken to be like the others. */
function ratiosOf(shapes: string, count = shapes.length): Float32Array {
  const ratios = new Float32Array(count);
  let sum = 0;
  for (let at = 0; at < shapes.length; at += 1) sum += ratios[at] = shapes.charCodeAt(at) / 256;
  return ratios.fill(sum / shapes.length, shapes.length);
}
