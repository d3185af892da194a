import type { PreviewOf } from '../preview-api.ts';

/** Scheme of the asset protocol: `dramatis-asset://preview/face/12`, `/portrait/12`, `/picture/3`, `/thumbnail/3`, `/sample/1`. */
export const assetScheme = 'dramatis-asset';

/** `version`: of a face, see there. What was loaded for another version is not shown again. */
export function previewUrl(kind: PreviewOf['kind'], id: number, version = 1): string {
  return `${assetScheme}://preview/${kind}/${id}${version === 1 ? '' : `?v=${version}`}`;
}

const parts =
  /^dramatis-asset:\/\/preview\/(face|portrait|picture|thumbnail|sample)\/([1-9]\d{0,14})(?:\?v=[1-9]\d{0,8})?$/;

/** What an address that `previewUrl` has made stands for; null for every other one. */
export function readPreviewUrl(address: string): PreviewOf | null {
  const match = parts.exec(address);
  return match ? ({ kind: match[1], id: Number(match[2]) } as PreviewOf) : null;
}
