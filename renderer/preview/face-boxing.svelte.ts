import type { Destination, Edited, LookAlike } from '../../electron/contract/api/edits-api.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { Face } from '../../electron/contract/api/faces-api.ts';
import type { Box, Size } from '../../electron/contract/geometry.ts';
import type { FaceId, PictureId } from '../../electron/contract/ids.ts';
import { BoxDrawing } from './box-drawing.svelte.ts';
import { throttle } from '../library/throttle.ts';

/** While a box is dragged, what it looks like is asked this often, in ms. */
const lookInterval = 150;

/** Less likely characters are no help: 0..1. */
const leastLikely = 0.05;
const mostNamed = 3;

export interface BoxedFace {
  readonly id: FaceId;
  readonly box: Box;
}

type BoxCalls = Pick<EngineApi, 'lookAt' | 'addFace' | 'addFigure' | 'adjustFace'>;

/** A face box that is drawn where the detector missed one, or adjusted; says live whom it looks like. */
export class FaceBoxing {
  drawing = $state.raw<BoxDrawing | null>(null);
  /** The face whose box is adjusted; null: a new one is drawn. */
  face = $state.raw<FaceId | null>(null);
  /** Best first; null while it is not known yet. */
  looks = $state.raw<readonly LookAlike[] | null>(null);
  /** Why nothing can be said of the box. */
  error = $state.raw<ErrorData | null>(null);
  saving = $state(false);
  /** The new box is around somebody whose face cannot be seen: it looks like nobody. */
  figure = $state(false);

  readonly #engine: BoxCalls;
  readonly #look: () => void;
  #picture: PictureId | null = null;

  constructor(engine: BoxCalls) {
    this.#engine = engine;
    this.#look = throttle(() => this.#ask(), lookInterval);
  }

  /** Those that are worth offering by one key. */
  readonly likely = $derived(
    (this.figure ? [] : (this.looks ?? [])).filter(({ probability }) => probability >= leastLikely).slice(0, mostNamed),
  );

  draw(picture: PictureId, size: Size): BoxDrawing {
    return this.#start(picture, size, null);
  }

  adjust(picture: PictureId, size: Size, boxed: BoxedFace): BoxDrawing {
    const drawing = this.#start(picture, size, boxed);
    this.#look();
    return drawing;
  }

  #start(picture: PictureId, size: Size, boxed: BoxedFace | null): BoxDrawing {
    const drawing = new BoxDrawing(size, boxed?.box ?? null, () => this.#look());
    this.#picture = picture;
    this.face = boxed?.id ?? null;
    this.figure = false;
    this.looks = null;
    this.error = null;
    this.drawing = drawing;
    return drawing;
  }

  cancel(): void {
    this.drawing = null;
  }

  /** Stores the box, and whose face it is where `to` says so. Throws what the engine throws, and stays open then. */
  async save(
    box: Box,
    picture: PictureId,
    to?: Destination,
  ): Promise<{ readonly face: Face; readonly edited: Edited }> {
    this.saving = true;
    try {
      const { face } = this;
      const saved = await (face === null
        ? this.figure
          ? this.#engine.addFigure(picture, box, to)
          : this.#engine.addFace(picture, box, to)
        : this.#engine.adjustFace(face, box, to));
      this.drawing = null;
      return saved;
    } finally {
      this.saving = false;
    }
  }

  async #ask(): Promise<void> {
    const { drawing } = this;
    if (!drawing?.box || this.#picture === null) return;
    try {
      const looks = await this.#engine.lookAt(this.#picture, drawing.box);
      if (drawing === this.drawing) [this.looks, this.error] = [looks, null];
    } catch (error) {
      if (drawing === this.drawing) [this.looks, this.error] = [[], toErrorData(error)];
    }
  }
}
