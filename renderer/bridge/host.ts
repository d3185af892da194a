import type { WholeKind } from '../../electron/contract/channel/asset-url.ts';
import type { TileOf } from '../../electron/contract/api/preview-api.ts';
import { clientOf } from '../../electron/contract/channel/rpc.ts';
import type { Bridge, ShellApi } from '../../electron/contract/shell/shell-api.ts';

/** Addresses of what the engine draws. */
export interface Addresses {
  /** `version`: of a face. */
  previewUrl(kind: WholeKind, id: number, version?: number): string;
  tileUrl(tile: Omit<TileOf, 'kind'>): string;
}

/** What the page stands on. The app takes it from the preload script; the page of `npm run dev` brings its own. */
export interface Host extends Addresses {
  readonly shell: ShellApi;
  readonly bridge: Pick<Bridge, 'pathForFile' | 'onMenuCommand' | 'onOpenSample' | 'onShowFolder'>;
}

declare global {
  interface Window {
    readonly dramatis: Bridge;
  }
}

export function hostOf(bridge: Bridge, { previewUrl, tileUrl }: Addresses): Host {
  return { shell: clientOf<ShellApi>((method, args) => bridge.callShell(method, args)), bridge, previewUrl, tileUrl };
}
