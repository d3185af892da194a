import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultLibrary } from '../../electron/engine/default-places.ts';

test.each([
  ['linux', { XDG_CONFIG_HOME: '/config' }, ['/config']],
  ['linux', {}, ['/home/mika', '.config']],
  ['linux', { XDG_CONFIG_HOME: '' }, ['/home/mika', '.config']],
  ['linux', { XDG_CONFIG_HOME: 'config' }, ['/home/mika', '.config']],
  ['win32', { APPDATA: 'D:\\Roaming' }, ['D:\\Roaming']],
  ['win32', { APPDATA: '' }, ['/home/mika', 'AppData', 'Roaming']],
  ['darwin', { XDG_CONFIG_HOME: '/config' }, ['/home/mika', 'Library', 'Application Support']],
] as const)('on %s with %j the library is the app’s own', (platform, env, place) => {
  expect(defaultLibrary(platform, env, '/home/mika')).toBe(join(...place, 'Dramatis', 'library'));
});
