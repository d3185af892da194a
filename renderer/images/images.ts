import type { WholeKind } from '../../electron/contract/channel/asset-url.ts';
import type { TileOf } from '../../electron/contract/api/preview-api.ts';
import type { FaceId } from '../../electron/contract/ids.ts';
import { FaceVersions } from './face-versions.ts';

type AddressOf = (kind: WholeKind, id: number, version?: number) => string;
type AddressOfTile = (tile: Omit<TileOf, 'kind'>) => string;

/** Addresses of what the engine has drawn: pictures, samples, faces. */
export class Images {
  readonly versions = new FaceVersions();
  readonly url: AddressOf;

  /** Of a part of a picture, in its own pixels. */
  readonly tileUrl: AddressOfTile;

  constructor({ previewUrl, tileUrl }: { readonly previewUrl: AddressOf; readonly tileUrl: AddressOfTile }) {
    this.url = previewUrl;
    this.tileUrl = tileUrl;
  }

  /** Address of a face's picture, as its box is now. */
  faceUrl(kind: 'face' | 'portrait', face: FaceId): string {
    return this.url(kind, face, this.versions.of(face));
  }
}
