import type { PreviewOf, TileOf } from '../api/preview-api.ts';

/** Scheme of the asset protocol: `dramatis-asset://preview/face/12`, `/portrait/12`, `/picture/3`, `/thumbnail/3`, `/sample/1`, `/tile/3/0/12/4`. */
export const assetScheme = 'dramatis-asset';

/** What has no other address than its id. */
export type WholeKind = Exclude<PreviewOf['kind'], 'tile'>;

/** `version`: of a face, see there. What was loaded for another version is not shown again. */
export function previewUrl(kind: WholeKind, id: number, version = 1): string {
  return `${assetScheme}://preview/${kind}/${id}${version === 1 ? '' : `?v=${version}`}`;
}

const parts =
  /^dramatis-asset:\/\/preview\/(face|portrait|picture|thumbnail|sample)\/([1-9]\d{0,14})(?:\?v=[1-9]\d{0,8})?$/;

export function tileUrl({ id, level, x, y }: Omit<TileOf, 'kind'>): string {
  return `${assetScheme}://preview/tile/${id}/${level}/${x}/${y}`;
}

const tileParts = /^dramatis-asset:\/\/preview\/tile\/([1-9]\d{0,14})\/(\d{1,2})\/(\d{1,6})\/(\d{1,6})$/;

/** What an address that `previewUrl` or `tileUrl` has made stands for; null for every other one. */
export function readPreviewUrl(address: string): PreviewOf | null {
  const tile = tileParts.exec(address)?.slice(1).map(Number);
  if (tile) {
    const [id, level, x, y] = tile;
    return { kind: 'tile', id, level, x, y } as TileOf;
  }
  const match = parts.exec(address);
  return match ? ({ kind: match[1], id: Number(match[2]) } as PreviewOf) : null;
}
