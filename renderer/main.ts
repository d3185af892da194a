import { previewUrl, tileUrl } from '../electron/contract/channel/asset-url.ts';
import { hostOf } from './bridge/host.ts';
import { openWindow } from './open-window.ts';

await openWindow(hostOf(window.dramatis, { previewUrl, tileUrl }));
