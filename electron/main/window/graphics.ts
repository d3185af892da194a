import { app } from 'electron';
import { existsSync } from 'node:fs';

/** Where Linux shows a graphics card: Mesa's drivers, NVIDIA's own, the one of WSL. */
const devices = ['/dev/dri', '/dev/nvidia0', '/dev/dxg'];

/**
 * Draws in software where there is no graphics card (a virtual or a remote display). Left to itself, Chromium tries the
 * card, its GPU process fails, and about one window in five hangs over it (seen with Electron 33 under Xvfb).
 */
export function avoidMissingGraphicsCard(): void {
  if (process.platform === 'linux' && !devices.some((device) => existsSync(device))) app.disableHardwareAcceleration();
}
