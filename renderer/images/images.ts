import type { PreviewOf } from '../../electron/contract/preview-api.ts';
import type { FaceId } from '../../electron/contract/ids.ts';
import { FaceVersions } from './face-versions.ts';

type AddressOf = (kind: PreviewOf['kind'], id: number, version?: number) => string;

/** Addresses of what the engine has drawn: pictures, samples, faces. */
export class Images {
  readonly versions = new FaceVersions();
  readonly url: AddressOf;

  constructor(url: AddressOf) {
    this.url = url;
  }

  /** Address of a face's picture, as its box is now. */
  faceUrl(kind: 'face' | 'portrait', face: FaceId): string {
    return this.url(kind, face, this.versions.of(face));
  }
}
