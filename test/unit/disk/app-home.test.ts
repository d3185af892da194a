import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appHome, claimAppHome, findAppHome } from '../../../electron/disk/app-home.ts';

test.each([
  ['linux', { XDG_CONFIG_HOME: '/config' }, ['/config']],
  ['linux', {}, ['/home/mika', '.config']],
  ['linux', { XDG_CONFIG_HOME: '' }, ['/home/mika', '.config']],
  ['linux', { XDG_CONFIG_HOME: 'config' }, ['/home/mika', '.config']],
  ['win32', { LOCALAPPDATA: 'D:\\Local' }, ['D:\\Local']],
  ['win32', { LOCALAPPDATA: '' }, ['/home/mika', 'AppData', 'Local']],
  ['darwin', { XDG_CONFIG_HOME: '/config' }, ['/home/mika', 'Library', 'Application Support']],
] as const)('on %s with %j the app is at home there', (platform, env, place) => {
  expect(appHome(platform, env, '/home/mika').own).toBe(join(...place, 'Dramatis'));
});

test('only on Windows it was at home elsewhere before', () => {
  const before = (platform: NodeJS.Platform) => appHome(platform, { APPDATA: 'D:\\Roaming' }, '/home/mika').before;
  expect([before('win32'), before('linux'), before('darwin')]).toEqual([join('D:\\Roaming', 'Dramatis'), null, null]);
});

const home = { own: '/local/Dramatis', before: '/roaming/Dramatis' };

/** A disk with libraries at these homes; `stuck`: nothing can be moved. */
function disk(libraries: readonly string[], { stuck = false, more = [] as string[] } = {}) {
  const moved: string[][] = [];
  const there = new Set([...libraries, ...libraries.map((path) => join(path, 'library', 'library.db')), ...more]);
  const move = (from: string, to: string) => {
    if (stuck) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
    moved.push([from, to]);
  };
  return { moved, exists: (path: string) => there.has(path), move };
}

test('a library of before moves to the new home as a whole', () => {
  const old = disk([home.before]);
  expect(findAppHome(home, old)).toBe(home.before);
  expect(old.moved).toEqual([]);
  expect(claimAppHome(home, old)).toBe(home.own);
  expect(old.moved).toEqual([[home.before, home.own]]);
});

test.each([
  ['nothing is there yet', disk([]), home.own],
  ['the library is at the new home', disk([home.own]), home.own],
  ['both homes have one: the new one is meant', disk([home.own, home.before]), home.own],
  ['it cannot be moved: it is used where it is', disk([home.before], { stuck: true }), home.before],
  [
    'the new home is there without a library: nothing is merged',
    disk([home.before], { more: [home.own] }),
    home.before,
  ],
])('%s', (_case, at, used) => {
  expect(claimAppHome(home, at)).toBe(used);
  expect(at.moved).toEqual([]);
});
