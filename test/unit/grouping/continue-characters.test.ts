import { describe, expect, test } from 'vitest';
import { continueCharacters } from '../../../electron/engine/grouping/continue-characters.ts';

const none = new Map<number, number>();

describe('continuing characters', () => {
  test('a cluster keeps the character that most of its faces had', () => {
    const continued = continueCharacters([7, 7, 7, 8], Int32Array.of(0, 0, 0, 0), none);
    expect(continued).toEqual(new Map([[0, 7]]));
  });

  test('a character that falls apart goes on in the larger part; the smaller part is new', () => {
    const continued = continueCharacters([7, 7, 7], Int32Array.of(0, 0, 2), none);
    expect(continued).toEqual(new Map([[0, 7]]));
  });

  test('a character that a human owns keeps its cluster, even where others share more faces with it', () => {
    const continued = continueCharacters([8, 8, 9], Int32Array.of(0, 0, 0), new Map([[0, 9]]));
    expect(continued).toEqual(new Map([[0, 9]]));
  });

  test('faces that had no character make a new one', () => {
    expect(continueCharacters([0, 0], Int32Array.of(0, 0), none)).toEqual(none);
  });
});
