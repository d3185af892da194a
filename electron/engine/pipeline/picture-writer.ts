import type { FaceId, PictureId } from '../../contract/ids.ts';
import type { Grouping } from '../grouping/grouping.ts';
import { SkipError } from '../pictures/limits/skip-error.ts';
import type { FileStore } from '../store/files.ts';
import type { FoundFace } from '../store/faces/face-writer.ts';
import type { EarlierFace, FoundFaceStore } from '../store/faces/found-faces.ts';
import type { PictureStore } from '../store/pictures/pictures.ts';
import type { FileToIngest, WorkStore } from '../store/work.ts';
import type { ScoredBox } from '../vision/boxes.ts';
import type { FoundPicture } from './look-at-picture.ts';
import { keepDecided } from './match-faces.ts';

export interface WriterParts {
  readonly files: FileStore;
  readonly pictures: PictureStore;
  readonly work: WorkStore;
  readonly foundFaces: FoundFaceStore;
  readonly grouping: Grouping;
}

/** The picture whose faces the grouping does not know yet; null where there is nothing new; `again` where the file or a decision changed meanwhile. */
export type Written = PictureId | null | 'again';

/** Writes down what was found in files, and what was known of their pictures before. */
export class PictureWriter {
  readonly #parts: WriterParts;
  /** Of the models. */
  readonly #version: string;

  constructor(parts: WriterParts, version: string) {
    this.#parts = parts;
    this.#version = version;
  }

  /** Does the library know all that these models can see in a picture? */
  isDone(hash: Buffer): boolean {
    const known = this.#parts.pictures.known(hash);
    return known !== undefined && (known.skipped || known.indexedBy === this.#version);
  }

  /** Faces that an artist said something of stay where they are, whether they were found or not. */
  decidedIn(hash: Buffer, found: readonly ScoredBox[]): EarlierFace[] {
    const picture = this.#parts.pictures.pictureOf(hash);
    return picture === undefined ? [] : keepDecided(this.#parts.foundFaces.earlier(picture), found).stay;
  }

  /** `found`: null where the library knew the picture already. */
  write(file: FileToIngest, hash: Buffer, found: FoundPicture | SkipError | null): Written {
    const { files, pictures, work } = this.#parts;
    const stamp = files.stampOf(file.path);
    // Written to or removed since it was read.
    if (stamp?.size !== file.size || stamp.mtimeMs !== file.mtimeMs) return 'again';
    const { picture, state, previous } = pictures.identify(file.id, hash);
    if (previous !== null && previous !== picture && !pictures.isPresent(previous)) this.leaveOut(previous);
    if (state.skipped) return null;
    if (state.indexedBy === this.#version || found === null) return previous === picture ? null : picture;
    if (!(found instanceof SkipError)) return this.#writeFaces(picture, found);
    work.skipPicture(picture, found);
    return null;
  }

  /** The faces of a picture that no file shows any more are in no group. */
  leaveOut(picture: PictureId): void {
    this.#parts.grouping.removeFaces(this.#parts.foundFaces.earlier(picture).map((face) => face.id));
  }

  #writeFaces(picture: PictureId, { width, height, isPreview, likeness, faces: seen, decided }: FoundPicture): Written {
    const { foundFaces, grouping } = this.#parts;
    const { stay, found } = keepDecided(foundFaces.earlier(picture), seen);
    const all: { readonly face: FoundFace; readonly earlier: FaceId | null }[] = [...found];
    for (const { id, box } of stay) {
      const face = decided.find((each) => each.box.join() === box.join());
      // Decided while the picture was looked at.
      if (!face) return 'again';
      all.push({ face, earlier: id });
    }
    const { removed } = foundFaces.storePicture(
      picture,
      { width, height, isPreview, likeness, version: this.#version },
      all.map(({ face }) => face),
      all.map(({ earlier }) => earlier),
    );
    grouping.removeFaces(removed);
    return picture;
  }
}
