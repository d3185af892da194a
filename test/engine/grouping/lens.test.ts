import { expect, test } from 'vitest';
import { draw, type Colour } from '../../support/drawn.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench, type Bench } from '../../support/library.ts';
import { random } from '../../support/vectors.ts';

const plain = { same: 0.97, maybe: 0.9 };
const seen = { same: 0.8, maybe: 0.4 };

/** Fake models that know what cosines mean through a lens. */
function modelsWithLens() {
  const models = fakeModels();
  const throughLens = {
    thresholds: seen,
    probability: [
      [-1, 0],
      [0.4, 0.05],
      [0.8, 0.95],
      [1, 1],
    ] as [number, number][],
    crowding: { intercept: -20, cosine: 40, faces: 0, middle: 0, spread: 0 },
    sorting: { intercept: -5, likeness: 8, lead: 5, crowd: 0, reach: 0 },
    linkage: { intercept: 0.985, groups: 0 },
  };
  return { ...models, manifest: { ...models.manifest, embedder: { ...models.manifest.embedder, throughLens } } };
}

const twelve = Array.from({ length: 12 }, (_, k): Colour => [
  60 + 60 * (k % 4),
  40 + 90 * (Math.floor(k / 4) % 3),
  250 - 18 * k,
]);
const twentyFour = Array.from({ length: 24 }, (_, k): Colour => [
  40 + 70 * (k % 4),
  40 + 100 * (Math.floor(k / 4) % 3),
  k < 12 ? 60 : 200,
]);

/** All characters in every picture, each a little different. */
async function drawCast(here: Bench, pictures: number, from = 0, cast: readonly Colour[] = twelve): Promise<void> {
  const next = random(from + 1);
  for (let k = from; k < from + pictures; k += 1) {
    const cells = cast.map(([r, g, b]): Colour => [r + 4 * next(), g + 4 * next(), b + 4 * next()]);
    await draw(here.art, `${k}.png`, cells, k);
  }
}

test('a library that has grown enough is looked at through what its groups say; names stay where they are', async () => {
  await using here = await bench();
  await drawCast(here, 10);
  let named: { id: number; faces: number[] };
  {
    await using library = here.open({ models: modelsWithLens() });
    const { engine } = library;
    await engine.addFolder(here.art);
    await engine.whenIdle();
    expect((await engine.accuracy()).thresholds).toMatchObject({ original: seen, learntFrom: 120 });
    const group = (await engine.listCharacters())[0]!;
    await engine.nameCharacter(group.id, 'Mika');
    const faces = await engine.listFaces(group.id, { offset: 0, limit: 1_000 });
    named = { id: group.id, faces: faces.map(({ id }) => id) };
    expect(named.faces.length).toBeGreaterThan(1);
    const { matches } = await engine.find([{ libraryFace: faces[0]!.id }], { limit: 5, min: -1 });
    expect(named.faces).toContain(matches[0]?.face);
  }
  await drawCast(here, 14, 10);
  await using again = here.open({ models: modelsWithLens(), watch: true });
  await again.until(async () => (await again.engine.status()).pictures === 24);
  await again.engine.whenIdle();
  expect((await again.engine.accuracy()).thresholds).toMatchObject({ original: seen, learntFrom: 288 });
  const mika = (await again.engine.listCharacters()).find(({ name }) => name === 'Mika');
  expect(mika?.id).toBe(named.id);
  const now = await again.engine.listFaces(mika!.id, { offset: 0, limit: 1_000 });
  expect(now.map(({ id }) => id)).toEqual(expect.arrayContaining(named.faces));
});

test('what an artist has decided proves what the lens brings', async () => {
  await using here = await bench();
  await drawCast(here, 10, 0, twentyFour);
  await using library = here.open({ models: modelsWithLens() });
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect((await engine.accuracy()).thresholds).toMatchObject({ proof: null });
  for (const [k, { id, faces }] of (await engine.listCharacters()).entries())
    if (faces > 1) await engine.nameCharacter(id, `Hero ${k}`);
  await engine.whenIdle();
  const { thresholds } = await engine.accuracy();
  expect(thresholds?.proof?.faces).toBeGreaterThan(60);
  expect(thresholds?.proof?.seen).toBeGreaterThanOrEqual(thresholds?.proof?.plain ?? 1);
});

test('where the artist wants the model’s own thresholds, vectors are compared as they are', async () => {
  await using here = await bench();
  await drawCast(here, 10);
  await using library = here.open({ models: modelsWithLens() });
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await engine.adaptThresholds(false)).toMatchObject({ original: plain });
  await engine.whenIdle();
  const [face] = await engine.listFaces((await engine.listCharacters())[0]!.id, { offset: 0, limit: 1 });
  const { thresholds, matches } = await engine.find([{ libraryFace: face!.id }], { limit: 3, min: -1 });
  expect(thresholds).toEqual(plain);
  expect(matches).toHaveLength(3);
  expect(await engine.adaptThresholds(true)).toMatchObject({ original: seen });
});

test('a sample finds its character through the lens too', async () => {
  await using here = await bench();
  await drawCast(here, 10);
  await using library = here.open({ models: modelsWithLens() });
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const group = (await engine.listCharacters())[0]!;
  const faces = await engine.listFaces(group.id, { offset: 0, limit: 1_000 });
  const sample = await engine.openSample({ path: faces[0]!.path });
  const own = sample.faces.findIndex(({ box }) => String(box) === String(faces[0]!.box));
  const { matches } = await engine.find([{ sample: sample.id, face: own }], { limit: 1, min: 0 });
  expect(matches[0]).toMatchObject({ character: group.id, band: 'same' });
  expect(matches[0]?.similarity).toBeGreaterThan(0.9);
});
