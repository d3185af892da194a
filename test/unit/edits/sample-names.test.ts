import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaceId } from '../../../electron/contract/ids.ts';
import { dealOut, nameOfSample, type Liked } from '../../../electron/engine/edits/sample-names.ts';

test.for([
  ['Sylvie.png', 'Sylvie'],
  ['Sylvie 2.png', 'Sylvie'],
  ['Sylvie_02.webp', 'Sylvie'],
  ['Sylvie-3.jpeg', 'Sylvie'],
  ['Sylvie (4).png', 'Sylvie'],
  ['白石 凛 10.png', '白石 凛'],
  ['2B.png', '2B'],
  ['002.png', '002'],
  ['no ending', 'no ending'],
] as const)('%s is a sample of %s', ([file, name]) => {
  expect(nameOfSample(file)).toBe(name);
});

const liked = (face: number, similarity: number): Liked => ({ face: face as FaceId, similarity });

test('a face goes to the character whose sample it is most like, best first', () => {
  const dealt = dealOut(
    new Map([
      ['Mika', [liked(1, 0.8), liked(2, 0.9), liked(3, 0.85)]],
      ['Ren', [liked(1, 0.95), liked(3, 0.7)]],
    ]),
  );
  expect(dealt.get('Mika')?.map(({ face }) => face)).toEqual([2, 3]);
  expect(dealt.get('Ren')?.map(({ face }) => face)).toEqual([1]);
});

test('no face is dealt twice, and none that was liked is lost', () => {
  const likes = fc.array(
    fc.record({ face: fc.integer({ min: 1, max: 9 }), similarity: fc.double({ min: 0, max: 1, noNaN: true }) }),
  );
  fc.assert(
    fc.property(likes, likes, (a, b) => {
      const once = (some: typeof a) => [
        ...new Map(some.map((one) => [one.face, liked(one.face, one.similarity)])).values(),
      ];
      const dealt = [
        ...dealOut(
          new Map([
            ['a', once(a)],
            ['b', once(b)],
          ]),
        ).values(),
      ]
        .flat()
        .map(({ face }) => face);
      expect(dealt.toSorted((x, y) => x - y)).toEqual(
        [...new Set([...a, ...b].map(({ face }) => face))].sort((x, y) => x - y),
      );
    }),
  );
});
