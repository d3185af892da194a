import { expect, test } from 'vitest';
import { draw, type Colour } from '../../support/drawn.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench } from '../../support/library.ts';
import { random } from '../../support/vectors.ts';

const original = { same: 0.97, maybe: 0.9 };

/** Fake models that say from which cosine on pairs are right in a library. */
function modelsWithCrowding() {
  const models = fakeModels();
  const crowding = { intercept: -98, cosine: 105, faces: 0, middle: 0, spread: 0 };
  return { ...models, manifest: { ...models.manifest, embedder: { ...models.manifest.embedder, crowding } } };
}

test('the band “same” begins where pairs of this library are right as often as promised, unless the artist wants the model’s own', async () => {
  await using here = await bench();
  const next = random(3);
  const colour = (): Colour => [250 * next(), 250 * next(), 40];
  for (let k = 0; k < 4; k += 1) await draw(here.art, `${k}.png`, Array.from({ length: 12 }, colour), k);
  await using library = here.open({ models: modelsWithCrowding() });
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const { thresholds } = await engine.accuracy();
  expect(thresholds).toMatchObject({ original, answers: 0, adapt: true });
  expect(thresholds?.inUse.same).toBeLessThan(original.same);
  expect(thresholds?.inUse.maybe).toBe(original.maybe);
  expect(thresholds?.bounds.highest.same).toBeCloseTo(Math.min(1, (thresholds?.inUse.same ?? 0) + 0.08));
  const [face] = await engine.listFaces(null, { offset: 0, limit: 1 });
  const find = () => engine.find([{ libraryFace: face!.id }], { limit: 100, min: 0 });
  const adapted = await find();
  expect(adapted.thresholds).toEqual(thresholds?.inUse);
  expect(await engine.adaptThresholds(false)).toMatchObject({ inUse: original });
  const own = await find();
  // What is less alike than the model wants is the same here: the odds of all pairs are higher.
  expect(adapted.matches.filter(({ band }) => band === 'same').length).toBeGreaterThanOrEqual(
    own.matches.filter(({ band }) => band === 'same').length,
  );
  for (const [k, match] of own.matches.entries()) {
    expect(adapted.matches[k]?.probability).toBeGreaterThanOrEqual(match.probability);
  }
});
