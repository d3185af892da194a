import { describe, expect, it } from 'vitest';
import type { Face } from '../../../../electron/contract/api/faces-api.ts';
import type { FaceId } from '../../../../electron/contract/ids.ts';
import { itemsPerPage, Pages, pagesBetween } from '../../../../renderer/lists/pages.svelte.ts';

const faceAt = (index: number) => ({ id: index + 1 }) as Face;

function pagesOf(count: number) {
  return new Pages<Face>(async ({ offset, limit }) =>
    Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, at) => faceAt(offset + at)),
  );
}

describe('pagesBetween', () => {
  it('names every page that holds one of the faces', () => {
    expect(pagesBetween(0, 0)).toEqual([]);
    expect(pagesBetween(itemsPerPage - 1, itemsPerPage + 1)).toEqual([0, 1]);
  });
});

describe('Pages', () => {
  it('closes up at once over faces that have gone, across the border of a page', async () => {
    const pages = pagesOf(2 * itemsPerPage);
    await pages.loadBetween(0, 2 * itemsPerPage);
    pages.drop(new Set([1, 3, itemsPerPage + 2] as FaceId[]));
    expect([0, 1, 2].map((index) => pages.at(index)?.id)).toEqual([2, 4, 5]);
    expect(pages.at(itemsPerPage - 2)?.id).toBe(itemsPerPage + 1);
    expect(pages.at(itemsPerPage - 1)?.id).toBe(itemsPerPage + 3);
  });

  it('loads what is on screen, and a page before and after it, but none past the end', async () => {
    const asked: number[] = [];
    const count = 10 * itemsPerPage;
    const pages = new Pages<Face>(async ({ offset }) => {
      asked.push(offset / itemsPerPage);
      return [faceAt(offset)];
    });
    pages.need(0, 30, count);
    pages.need(4 * itemsPerPage, 4 * itemsPerPage + 30, count);
    pages.need(count - 30, count, count);
    await new Promise(setImmediate);
    expect(asked).toEqual([0, 1, 3, 4, 5, 8, 9]);
    expect(pages.at(9 * itemsPerPage)?.id).toBe(9 * itemsPerPage + 1);
  });

  it('asks once for what is shown first, and anew when the library has changed', async () => {
    const asked: number[] = [];
    const pages = new Pages<Face>(async ({ offset }) => {
      asked.push(offset / itemsPerPage);
      return [faceAt(offset)];
    });
    pages.need(0, 30, 2 * itemsPerPage);
    pages.follow(3);
    await new Promise(setImmediate);
    pages.follow(3);
    expect(asked).toEqual([0, 1]);
    pages.follow(4);
    await new Promise(setImmediate);
    expect(asked).toEqual([0, 1, 0, 1]);
  });

  it('asks for a first page where nobody knows how many there are', async () => {
    const pages = pagesOf(3);
    pages.need(0, 0, 0);
    pages.follow(1);
    await new Promise(setImmediate);
    expect(pages.at(2)?.id).toBe(3);
  });

  it('waits for a face that is loading already', async () => {
    const pages = pagesOf(3);
    pages.need(0, 3, 3);
    expect(pages.at(1)).toBeNull();
    expect((await pages.load(1))?.id).toBe(2);
  });

  it('knows how far the first faces fit, as far as they are loaded', async () => {
    const pages = pagesOf(3 * itemsPerPage);
    const until = (id: number) => pages.leading((face) => face.id < id);
    expect(until(3)).toBe(Infinity);
    await pages.loadBetween(itemsPerPage, 2 * itemsPerPage);
    expect(until(itemsPerPage + 5)).toBe(itemsPerPage + 4);
    await pages.loadBetween(0, 1);
    expect(until(3)).toBe(2);
    pages.drop(new Set([1] as FaceId[]));
    expect(until(3)).toBe(1);
  });

  it('has all faces, also those that were never on screen', async () => {
    expect((await pagesOf(12_345).all(12_345)).map(({ id }) => id).at(-1)).toBe(12_345);
  });

  it('knows those that are loaded, after others have gone', async () => {
    const pages = pagesOf(10);
    await pages.loadBetween(0, 10);
    pages.drop(new Set([1] as FaceId[]));
    expect(pages.known(new Set([1, 4] as FaceId[])).map(({ id }) => id)).toEqual([4]);
  });
});
