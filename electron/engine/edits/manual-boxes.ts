import type { Destination, Edited, EditKind, LookAlike } from '../../contract/api/edits-api.ts';
import type { Face } from '../../contract/api/faces-api.ts';
import type { Box } from '../../contract/geometry.ts';
import type { CharacterId, FaceId, PictureId } from '../../contract/ids.ts';
import { AppError } from '../../contract/errors.ts';
import { modelVersion } from '../vision/manifest.ts';
import type { Models } from '../models/session.ts';
import { Newest } from '../flow/newest.ts';
import { embedFaces } from '../pipeline/embed-faces.ts';
import { clipBox, roundBox, scaleBox } from '../vision/boxes.ts';
import { decodePicture } from '../pictures/decode.ts';
import type { FileGate } from '../flow/file-gate.ts';
import { OpenPicture } from '../pictures/open-picture.ts';
import { readable } from '../pictures/readable.ts';
import type { BoxStore, SeenBox } from '../store/faces/boxes.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FaceStore } from '../store/faces/faces.ts';
import type { FactStore } from '../store/facts.ts';
import type { GroupedFaceStore } from '../store/faces/grouped-faces.ts';
import type { PictureStore } from '../store/pictures/pictures.ts';
import { Decisions } from './decisions.ts';
import type { Grouping } from '../grouping/grouping.ts';
import type { Journal } from './journal.ts';
import { lookAlikes } from './look-alikes.ts';

interface ManualBoxParts {
  readonly pictures: PictureStore;
  readonly faces: FaceStore;
  readonly groupedFaces: GroupedFaceStore;
  readonly characters: CharacterStore;
  readonly facts: FactStore;
  readonly boxes: BoxStore;
  readonly journal: Journal;
  readonly grouping: Grouping;
  readonly models: Models;
  readonly gate: FileGate;
  probability(cosine: number): number;
}

/** Pixels of the picture: of less nothing can be told. */
const smallestSide = 8;
const mostLookAlikes = 5;
/** So many faces hold some of five characters, unless one character has nearly all of them. */
const nearFaces = 500;

/** Boxes that the artist draws where no face was found, or moves. */
export class ManualBoxes {
  readonly #parts: ManualBoxParts;
  readonly #decisions: Decisions;
  readonly #newest = new Newest();
  readonly #picture: OpenPicture;

  constructor(parts: ManualBoxParts) {
    this.#parts = parts;
    this.#decisions = new Decisions(parts);
    this.#picture = new OpenPicture((path) => parts.gate.enter(() => decodePicture(path)));
  }

  /** Stores nothing. A call that a newer one overtakes answers nobody. Throws as `see`. */
  async lookAt(picture: PictureId, box: Box): Promise<LookAlike[]> {
    const { grouping, groupedFaces, characters, probability } = this.#parts;
    const near = await this.#newest.run(async () => {
      const { vector } = await this.see(picture, box);
      return grouping.find(grouping.seen(vector), nearFaces, -1);
    });
    const others = (near ?? []).filter(({ face }) => grouping.pictureOf(face) !== picture);
    const characterOf = (face: FaceId) => {
      const id = groupedFaces.characterOf(face);
      return id === null ? null : (characters.byId(id) ?? null);
    };
    return lookAlikes(others, characterOf, { most: mostLookAlikes, probability });
  }

  /** The face goes to `to` in the same edit, where that is given. */
  async add(picture: PictureId, box: Box, to?: Destination): Promise<{ face: Face; edited: Edited }> {
    const seen = await this.see(picture, box);
    return this.#draw('add-face', () => this.#parts.boxes.insert(picture, seen), seen, to);
  }

  /** As `add`, of somebody whose face cannot be seen. */
  async addFigure(picture: PictureId, box: Box, to?: Destination): Promise<{ face: Face; edited: Edited }> {
    const seen = await this.see(picture, box);
    return this.#draw('add-figure', () => this.#parts.boxes.insertFigure(picture, seen), seen, to);
  }

  /** As `add`; throws `face-gone` too. */
  async adjust(face: FaceId, box: Box, to?: Destination): Promise<{ face: Face; edited: Edited }> {
    const seen = await this.see(this.#existing(face).picture, box);
    return this.#draw('adjust-face', () => this.#existing(face).id, seen, to);
  }

  /** A drawn face goes; a detected one is no face from now on. */
  remove(face: FaceId): Edited {
    const { boxes, facts, journal } = this.#parts;
    const { character } = this.#existing(face);
    return journal.perform(character === null ? [] : [character], () => {
      facts.move([face], null);
      if (boxes.isDrawn(face)) boxes.takeBack(face);
      else facts.markNotFace([face]);
      return { kind: 'remove-face', name: this.#nameOf(character), count: 1, face };
    });
  }

  #draw(
    kind: EditKind,
    faceOf: () => FaceId,
    seen: SeenBox,
    to: Destination | undefined,
  ): { face: Face; edited: Edited } {
    const { boxes, journal } = this.#parts;
    const made: CharacterId[] = [];
    let face = 0 as FaceId;
    const edited = journal.perform(made, () => {
      face = faceOf();
      boxes.draw(face, seen);
      if (to) made.push(this.#decisions.give([face], this.#decisions.destination(to)));
      return { kind, name: this.#nameOf(this.#parts.groupedFaces.characterOf(face)), count: 1, face };
    });
    return { face: this.#existing(face), edited };
  }

  /** A box with what the networks see in it. Stores nothing. Throws `picture-gone`, `box-empty` where too little of the picture is in the box, `picture-unreadable`. */
  async see(picture: PictureId, wanted: Box): Promise<SeenBox> {
    const { pictures, models } = this.#parts;
    const size = pictures.sizeOf(picture);
    if (!size) throw new AppError('picture-gone', picture);
    const inside = clipBox(wanted, size);
    const box = inside && roundBox(inside, size);
    if (!box || Math.min(box[2], box[3]) < smallestSide) throw new AppError('box-empty');
    const { image, scale } = await this.#open(picture);
    const [vector] = await embedFaces(image, [scaleBox(box, scale)], models);
    return { box, vector: vector as Float32Array, version: modelVersion(models.manifest) };
  }

  async #open(picture: PictureId) {
    const { pictures } = this.#parts;
    const path = pictures.pathsOf(picture)[0] ?? '';
    return readable(path, () => this.#picture.get(pictures.hashOf(picture)?.toString('hex') ?? '', path));
  }

  #existing(id: FaceId): Face {
    const face = this.#parts.faces.byId(id);
    if (!face) throw new AppError('face-gone', id);
    return face;
  }

  #nameOf(character: Face['character']): string | null {
    return character === null ? null : (this.#parts.characters.byId(character)?.name ?? null);
  }
}
