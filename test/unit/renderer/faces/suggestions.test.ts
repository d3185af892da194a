import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Page } from '../../../../electron/contract/checks.ts';
import type { EngineApi } from '../../../../electron/contract/api/engine-api.ts';
import type { Face } from '../../../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../../../electron/contract/ids.ts';
import { suggestionsFirst } from '../../../../renderer/faces/suggestions.ts';

type Listing = Parameters<EngineApi['listFaces']>[2];

test('whatever page is asked for, suggestions come first and no face is missing or twice', async () => {
  const sizes = fc.record({ suggested: fc.nat(30), confirmed: fc.nat(30), limit: fc.integer({ min: 1, max: 12 }) });
  await fc.assert(
    fc.asyncProperty(sizes, async ({ suggested, confirmed, limit }) => {
      const faces = (kind: string, count: number) => Array.from({ length: count }, (_, at) => `${kind}${at}`);
      const lists = { suggested: faces('s', suggested), confirmed: faces('c', confirmed) };
      const all = [...lists.suggested, ...lists.confirmed];
      const listFaces = async (_: unknown, page: Page, listing?: Listing) => {
        const list = listing?.state ? lists[listing.state] : all;
        return list.slice(page.offset, page.offset + page.limit) as unknown as Face[];
      };
      const source = suggestionsFirst({ listFaces }, 1 as CharacterId, () => suggested);
      const pages: unknown[] = [];
      for (let offset = 0; offset < all.length; offset += limit) pages.push(...(await source({ offset, limit })));
      expect(pages).toEqual(all);
    }),
  );
});
