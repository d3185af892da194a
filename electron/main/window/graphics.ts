import { app } from 'electron';
import { existsSync } from 'node:fs';
import { linuxCards } from '../../contract/providers.ts';

/**
 * Draws in software where there is no graphics card (a virtual or a remote display). Left to itself, Chromium tries the
 * card, its GPU process fails, and about one window in five hangs over it (seen with Electron 33 under Xvfb).
 */
export function avoidMissingGraphicsCard(): void {
  if (process.platform === 'linux' && !linuxCards.some((card) => existsSync(card))) app.disableHardwareAcceleration();
}
