import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Face, Picture } from '../../electron/contract/api/faces-api.ts';
import type { PictureRow } from '../../electron/contract/api/pictures-api.ts';
import type { Box, PictureSize } from '../../electron/contract/geometry.ts';
import type { CharacterId, FaceId, PictureId } from '../../electron/contract/ids.ts';
import type { Band, Match } from '../../electron/contract/api/find-api.ts';
import { PixelProbe } from './zoom/pixel-probe.svelte.ts';
import { Zoom } from './zoom/zoom.svelte.ts';
import { FaceBoxing } from './face-boxing.svelte.ts';

/** A face in its picture, from a group or from search results; or a picture as such. */
export interface PreviewSubject {
  /** Null: no face of the picture is meant. */
  readonly face: FaceId | null;
  readonly picture: PictureId;
  readonly path: string;
  readonly pictureSize: PictureSize;
  readonly box: Box | null;
  readonly similarity: number | null;
  readonly band: Band | null;
  readonly character: CharacterId | null;
}

/** The faces, or pictures, that the arrow keys lead through. */
export interface PreviewSource {
  readonly count: number;
  /** They are whole pictures. */
  readonly pictures?: true;
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

export function subjectOfPicture({ id, path, size }: PictureRow): PreviewSubject {
  return {
    ...{ face: null, picture: id, path, pictureSize: size, box: null },
    ...{ similarity: null, band: null, character: null },
  };
}

export class PreviewState {
  subject = $state.raw<PreviewSubject | null>(null);
  index = $state(0);
  source = $state.raw<PreviewSource | null>(null);
  /** Face boxes are drawn over the picture. */
  boxesShown = $state(true);
  readonly boxing: FaceBoxing;
  readonly zoom = new Zoom();
  readonly probe: PixelProbe;

  readonly #engine: EngineApi;
  #picture = $state.raw<Picture | null>(null);

  constructor(engine: EngineApi) {
    this.#engine = engine;
    this.boxing = new FaceBoxing(engine);
    this.probe = new PixelProbe(engine);
  }

  /** The other faces of the picture, once they are known. */
  readonly others = $derived(
    this.#picture?.id === this.subject?.picture
      ? (this.#picture?.faces.filter(({ id }) => id !== this.subject?.face) ?? [])
      : [],
  );

  /** What the artist has said of the picture, once it is known. */
  readonly about = $derived(this.#picture?.id === this.subject?.picture ? (this.#picture?.about ?? null) : null);

  async open(source: PreviewSource, index: number): Promise<void> {
    this.source = source;
    await this.#show(index);
  }

  async move(by: number): Promise<void> {
    const count = this.source?.count ?? 0;
    const target = Math.max(0, Math.min(count - 1, this.index + by));
    if (target !== this.index) await this.#show(target);
  }

  /** A face of the same picture takes the place of the one that was shown. */
  showFace(face: Face): void {
    this.subject = subjectOfFace(face);
    void this.refresh();
  }

  /** The face that was shown is no longer a face: shows the next one, or else the one before; a picture that is shown as such stays. */
  async leaveFace(): Promise<void> {
    const count = this.source?.count ?? 0;
    if (this.source?.pictures) await this.#show(this.index);
    else if (count <= 1) this.close();
    else await this.#show(this.index < count - 1 ? this.index + 1 : this.index - 1);
  }

  /** Asks again for the faces of the picture: boxes may have moved. */
  async refresh(): Promise<void> {
    const { subject } = this;
    if (!subject) return;
    // Without them the picture still shows its face: a picture that has just gone is no error here.
    const picture = await this.#engine.getPicture(subject.picture).catch(() => null);
    if (this.subject?.picture !== subject.picture) return;
    this.#picture = picture;
    const shown = picture?.faces.find(({ id }) => id === this.subject?.face);
    if (this.boxing.drawing !== null) return;
    if (shown) this.subject = { ...this.subject, box: shown.box, character: shown.character };
    else if (picture && subject.face !== null) await this.#showOther(subject.face);
  }

  /** A face that was drawn, and has been undone: the one that the artist came from is shown again. */
  async #showOther(gone: FaceId): Promise<void> {
    const { source, index } = this;
    const other = await source?.at(index);
    if (other && other.face !== gone && source === this.source && index === this.index) this.subject = other;
  }

  close(): void {
    this.boxing.cancel();
    this.zoom.toWhole();
    this.source?.closed(this.index);
    this.source = null;
    this.subject = null;
  }

  async #show(index: number): Promise<void> {
    const { source } = this;
    this.index = index;
    const subject = (await source?.at(index)) ?? null;
    if (source !== this.source || index !== this.index || !subject) return;
    this.boxing.cancel();
    if (subject.picture !== this.subject?.picture) this.zoom.toWhole();
    this.subject = subject;
    await this.refresh();
  }
}
