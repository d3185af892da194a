import { expect, test } from 'vitest';
import { isBelow } from '../../../electron/engine/query/path-conditions.ts';

test.for([
  ['/', 'cards', 'holds', '/cards/'],
  ['/', 'cards/old/', 'holds', '/cards/old/'],
  ['/', '/art//cards', 'begins', '/art/cards/'],
  ['/', '/', 'begins', '/'],
  ['/', 'a\\b', 'holds', '/a\\b/'],
  ['\\', 'cards/old', 'holds', '\\cards\\old\\'],
  ['\\', 'C:\\Art', 'begins', 'C:\\Art\\'],
  ['\\', 'c:/Art/', 'begins', 'c:\\Art\\'],
  ['\\', 'D:\\', 'begins', 'D:\\'],
  ['\\', '\\\\nas\\art', 'begins', '\\\\nas\\art\\'],
  ['\\', '//nas/art/', 'begins', '\\\\nas\\art\\'],
  ['\\', '\\Art', 'begins', '\\Art\\'],
] as const)('where names are parted by %s, folder:%s is a path that %s %s', ([separator, folder, kind, text]) => {
  expect(isBelow(folder, separator)).toEqual({ kind, text });
});
