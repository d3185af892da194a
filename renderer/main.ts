import { previewUrl } from '../electron/contract/asset-url.ts';
import { hostOf } from './host.ts';
import { openWindow } from './open-window.ts';

await openWindow(hostOf(window.dramatis, previewUrl));
