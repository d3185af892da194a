import type { EngineApi } from '../../electron/contract/engine-api.ts';
import type {
  Band,
  Box,
  CharacterId,
  Face,
  FaceId,
  Match,
  Picture,
  PictureId,
  Size,
} from '../../electron/contract/model.ts';

/** A face in its picture, from a group or from search results. */
export interface PreviewSubject {
  readonly face: FaceId;
  readonly picture: PictureId;
  readonly path: string;
  readonly pictureSize: Size;
  readonly box: Box;
  readonly similarity: number | null;
  readonly band: Band | null;
  readonly character: CharacterId | null;
}

/** The faces that the arrow keys lead through. */
export interface PreviewSource {
  readonly count: number;
  at(index: number): Promise<PreviewSubject | null>;
  /** The preview closed at this face. */
  closed(index: number): void;
}

export function subjectOfFace(face: Face): PreviewSubject {
  const { id, picture, path, pictureSize, box, similarity, character } = face;
  return { face: id, picture, path, pictureSize, box, similarity, band: null, character };
}

export function subjectOfMatch(match: Match): PreviewSubject {
  const { face, picture, path, pictureSize, box, similarity, band, character } = match;
  return { face, picture, path, pictureSize, box, similarity, band, character };
}

export class PreviewState {
  subject = $state.raw<PreviewSubject | null>(null);
  index = $state(0);
  source = $state.raw<PreviewSource | null>(null);

  readonly #engine: EngineApi;
  #picture = $state.raw<Picture | null>(null);

  constructor(engine: EngineApi) {
    this.#engine = engine;
  }

  /** The other faces of the picture, once they are known. */
  readonly others = $derived(
    this.#picture?.id === this.subject?.picture
      ? (this.#picture?.faces.filter(({ id }) => id !== this.subject?.face) ?? [])
      : [],
  );

  async open(source: PreviewSource, index: number): Promise<void> {
    this.source = source;
    await this.#show(index);
  }

  async move(by: number): Promise<void> {
    const count = this.source?.count ?? 0;
    const target = Math.max(0, Math.min(count - 1, this.index + by));
    if (target !== this.index) await this.#show(target);
  }

  close(): void {
    this.source?.closed(this.index);
    this.source = null;
    this.subject = null;
  }

  async #show(index: number): Promise<void> {
    const { source } = this;
    this.index = index;
    const subject = (await source?.at(index)) ?? null;
    if (source !== this.source || index !== this.index || !subject) return;
    this.subject = subject;
    // Without them the picture still shows its face: a picture that has just gone is no error here.
    const picture = await this.#engine.getPicture(subject.picture).catch(() => null);
    if (this.subject === subject) this.#picture = picture;
  }
}
