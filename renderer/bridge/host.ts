import type { PreviewOf } from '../../electron/contract/preview-api.ts';
import { clientOf } from '../../electron/contract/channel/rpc.ts';
import type { Bridge, ShellApi } from '../../electron/contract/shell/shell-api.ts';

type PreviewKind = PreviewOf['kind'];

/** What the page stands on. The app takes it from the preload script; the page of `npm run dev` brings its own. */
export interface Host {
  readonly shell: ShellApi;
  readonly bridge: Pick<Bridge, 'pathForFile' | 'onMenuCommand'>;
  /** `version`: of a face. */
  previewUrl(kind: PreviewKind, id: number, version?: number): string;
}

declare global {
  interface Window {
    readonly dramatis: Bridge;
  }
}

export function hostOf(bridge: Bridge, previewUrl: Host['previewUrl']): Host {
  return { shell: clientOf<ShellApi>((method, args) => bridge.callShell(method, args)), bridge, previewUrl };
}
