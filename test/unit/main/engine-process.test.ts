import { expect, test } from 'vitest';
import { engineProcess } from '../../../electron/main/engine/engine-env.ts';

test('the engine opens no console beside the window, and has a channel to it', () => {
  const options = engineProcess('/app/node', { PATH: '/bin' });
  expect(options).toMatchObject({ execPath: '/app/node', windowsHide: true, env: { PATH: '/bin' } });
  expect(options.stdio).toEqual(['ignore', 'pipe', 'pipe', 'ipc']);
});
