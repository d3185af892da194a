import { expect, test } from 'vitest';
import { proveLens } from '../../../electron/engine/adaptation/lens-proof.ts';
import type { KnownGroup } from '../../../electron/engine/store/lens.ts';
import { random, unit } from '../../support/vectors.ts';

const dimensions = 12;

/** Characters that all vary in one direction; `telling`: how far they lie apart in it, `elsewhere`: in all others. */
function groups(count: number, { telling = 0, elsewhere = 0.25, varying = 3, seed = 1, decided = true }): KnownGroup[] {
  const next = random(seed);
  const noise = (): number => next() - 0.5;
  return Array.from({ length: count }, () => {
    const own = Array.from({ length: dimensions }, (_, k) => (k === 0 ? 1 : (k === 1 ? telling : elsewhere) * noise()));
    const vectors = Array.from({ length: 8 }, () =>
      unit(
        own.map((value, k) => value + (k === 1 ? varying : 0.1) * noise()),
        dimensions,
      ),
    );
    return { vectors, decided: decided ? vectors : [] };
  });
}

test('what the artist decided shows that the lens brings something', () => {
  const proof = proveLens(groups(40, {}), dimensions);
  expect(proof?.faces).toBe(320);
  expect(proof?.seen).toBeGreaterThan((proof?.plain ?? 1) + 0.1);
});

test('where the machine’s groups vary in what tells the artist’s characters apart, it does harm', () => {
  const machines = groups(60, { decided: false });
  const artists = groups(12, { telling: 3, elsewhere: 0, varying: 0.1, seed: 2 });
  const proof = proveLens([...machines, ...artists], dimensions);
  expect(proof?.seen).toBeLessThan(proof?.plain ?? 0);
});

test('few decisions tell nothing', () => {
  expect(proveLens(groups(60, { decided: false }), dimensions)).toBeNull();
  expect(proveLens([...groups(60, { decided: false }), ...groups(6, { seed: 3 })], dimensions)).toBeNull();
});

test('of many decisions some are enough', () => {
  expect(proveLens(groups(400, {}), dimensions)?.faces).toBeLessThanOrEqual(1_000);
});
