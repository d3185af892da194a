import type { Edited } from '../../contract/api/edits-api.ts';
import type { Box } from '../../contract/geometry.ts';
import type { PictureId } from '../../contract/ids.ts';
import type { FileGate } from '../flow/file-gate.ts';
import type { Models } from '../models/session.ts';
import { embedFaces } from '../pipeline/embed-faces.ts';
import { decodePicture } from '../pictures/decode.ts';
import { SkipError } from '../pictures/limits/skip-error.ts';
import type { BoxStore, SeenBox } from '../store/faces/boxes.ts';
import type { FaceStore } from '../store/faces/faces.ts';
import type { PictureStore } from '../store/pictures/pictures.ts';
import { iou, roundBox, scaleBox } from '../vision/boxes.ts';
import { faintest } from '../vision/detect.ts';
import { modelVersion } from '../vision/manifest.ts';
import type { Journal } from './journal.ts';

interface LookingAgainParts {
  readonly pictures: PictureStore;
  readonly faces: FaceStore;
  readonly boxes: BoxStore;
  readonly journal: Journal;
  readonly models: Models;
  readonly gate: FileGate;
}

/** A box is believed from half of the usual score on: who looks again expects a face. */
const lowered = 0.5;
/** More than that of a box and a face that is there is one face. */
const sameIou = 0.3;

/** Looks at pictures once more and believes more of what it sees. What it finds is the artist's wish: drawn faces, by one edit. */
export class LookingAgain {
  readonly #parts: LookingAgainParts;
  readonly #found = new Map<PictureId, readonly SeenBox[]>();

  constructor(parts: LookingAgainParts) {
    this.#parts = parts;
  }

  /** Answers how many faces it has found; they wait for `keep`. Pictures that have gone or cannot be read have none. */
  async look(pictures: readonly PictureId[]): Promise<number> {
    let count = 0;
    for (const picture of pictures) {
      const found = await this.#lookAt(picture);
      this.#found.set(picture, found);
      count += found.length;
    }
    return count;
  }

  /** Faces that have come there meanwhile stay the only ones. */
  keep(): Edited {
    const { boxes, journal } = this.#parts;
    const found = [...this.#found].flatMap(([picture, seen]) =>
      this.#newIn(picture, seen).map((box) => ({ picture, box })),
    );
    this.#found.clear();
    return journal.perform([], () => {
      const faces = found.map(({ picture, box }) => {
        const face = boxes.insert(picture, box);
        boxes.draw(face, box);
        return face;
      });
      return { kind: 'look-again', name: null, count: found.length, face: faces[0] ?? null };
    });
  }

  #newIn(picture: PictureId, seen: readonly SeenBox[]): readonly SeenBox[] {
    const there = this.#parts.faces.ofPicture(picture);
    return seen.filter(({ box }) => !there.some((face) => iou(face.box, box) > sameIou));
  }

  async #lookAt(picture: PictureId): Promise<readonly SeenBox[]> {
    const { pictures, models, gate } = this.#parts;
    const [path] = pictures.pathsOf(picture);
    if (path === undefined) return [];
    try {
      const { image, width, height, scale } = await gate.enter(() => decodePicture(path));
      const least = Math.max(faintest, models.manifest.detector.scoreThreshold * lowered);
      const found = await models.detect(image, undefined, least);
      const upright = (box: Box): Box => roundBox(scaleBox(box, 1 / scale), { width, height });
      const vectors = await embedFaces(
        image,
        found.map(({ box }) => box),
        models,
      );
      const version = modelVersion(models.manifest);
      return this.#newIn(
        picture,
        found.map(({ box }, at) => ({ box: upright(box), vector: vectors[at] as Float32Array, version })),
      );
    } catch (error) {
      if (error instanceof SkipError) return [];
      throw error;
    }
  }
}
