import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { pageUrl } from './page-protocol.ts';

/** True for messages of our own page's main frame: no other page is ever loaded, and none would be answered. */
export function isOurPage({ senderFrame: frame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return frame !== null && frame.parent === null && frame.url.split('#')[0] === pageUrl;
}
