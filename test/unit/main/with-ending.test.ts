import { expect, test } from 'vitest';
import { withEnding } from '../../../electron/main/window/with-ending.ts';

test.each([
  ['/home/cast', '/home/cast.html'],
  ['/home/cast.jpg', '/home/cast.jpg.html'],
  ['/home/v1.2/cast', '/home/v1.2/cast.html'],
  ['/home/cast.', '/home/cast..html'],
  ['/home/cast.PNG', '/home/cast.PNG'],
  ['/home/cast.pdf', '/home/cast.pdf'],
])('%s is written as %s', (path, whole) => {
  expect(withEnding(path, ['html', 'pdf', 'png'])).toBe(whole);
});
