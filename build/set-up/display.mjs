import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SetUpError } from './run.mjs';

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/**
 * A display without a screen; Xvfb picks a free number itself.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, close: () => void }>}
 */
export async function openVirtualDisplay() {
  const screen = ['-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', ['-displayfd', '3', ...screen], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const failed = once(child, 'exit').then(() => Promise.reject(new SetUpError('Xvfb could not be started.')));
  const ready = once(/** @type {import('node:stream').Readable} */ (child.stdio[3]), 'data');
  const [number] = await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  return {
    env: { ...process.env, DISPLAY: `:${String(number).trim()}`, WAYLAND_DISPLAY: undefined },
    close: () => child.kill(),
  };
}
