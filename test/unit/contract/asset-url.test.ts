import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PictureId } from '../../../electron/contract/ids.ts';
import { previewUrl, readPreviewUrl, tileUrl } from '../../../electron/contract/channel/asset-url.ts';

const kinds = fc.constantFrom('face' as const, 'portrait' as const, 'picture' as const, 'sample' as const);
const count = fc.integer({ min: 1, max: 999_999_999 });

test('an address says what it shows, whatever its version', () => {
  fc.assert(
    fc.property(kinds, count, count, (kind, id, version) => {
      expect(readPreviewUrl(previewUrl(kind, id, version))).toEqual({ kind, id });
    }),
  );
});

test('the address of a tile says which part of which picture it is', () => {
  fc.assert(
    fc.property(count, fc.nat(16), fc.nat(999_999), fc.nat(999_999), (id, level, x, y) => {
      const tile = { id: id as PictureId, level, x, y };
      expect(readPreviewUrl(tileUrl(tile))).toEqual({ kind: 'tile', ...tile });
    }),
  );
});

test('a face whose box has moved has another address than before', () => {
  expect(previewUrl('face', 12)).toBe('dramatis-asset://preview/face/12');
  expect(previewUrl('face', 12, 3)).toBe('dramatis-asset://preview/face/12?v=3');
});

test.each([
  'dramatis-asset://preview/face/0',
  'dramatis-asset://preview/face/12/../../library.db',
  'dramatis-asset://preview/file/12',
  'dramatis-asset://preview/face/12?v=2&path=/etc/passwd',
  'dramatis-asset://page/face/12',
  'dramatis-asset://preview/tile/12/0/1',
  'dramatis-asset://preview/tile/12/0/1/-1',
  'dramatis-asset://preview/tile/12/0/1/1?v=2',
])('nothing is shown for %s', (address) => {
  expect(readPreviewUrl(address)).toBeNull();
});
