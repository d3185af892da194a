import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FaceId, SampleId } from '../../../electron/contract/ids.ts';
import { blue, draw, drawing, green, grey, red, shade } from '../../support/drawn.ts';
import { bench, type Bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

const all = { limit: 100, min: -1 };

async function openIndexed(here: Bench) {
  await draw(here.art, 'red.png', [red]);
  await draw(here.art, 'reddish.png', [shade(red, 15), blue]);
  await draw(here.art, 'green.png', [green]);
  const library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  return library;
}

test('a sample from outside the library finds every picture of its character, best first, in bands', async () => {
  await using here = await bench();
  await using library = await openIndexed(here);
  const sample = await library.engine.openSample({ bytes: await drawing([red], 5), name: 'pasted' });
  expect(sample).toMatchObject({ name: 'pasted', faces: [{ wholePicture: false }] });
  const { matches } = await library.engine.find([{ sample: sample.id, face: 0 }], all);
  expect(matches.map(({ path, band }) => [nameBelow(here.art, path), band])).toEqual([
    ['red.png', 'same'],
    ['reddish.png', 'same'],
    ['green.png', 'different'],
    ['reddish.png', 'different'],
  ]);
  expect(matches.map(({ similarity }) => similarity)).toEqual(
    matches.map(({ similarity }) => similarity).toSorted((a, b) => b - a),
  );
  expect((await library.engine.status()).pictures).toBe(3);
});

test('the face to search with can be chosen, and the limits hold', async () => {
  await using here = await bench();
  await using library = await openIndexed(here);
  const path = await draw(join(here.art, '..'), 'sample.png', [green, blue]);
  const sample = await library.engine.openSample({ path });
  expect(sample.faces).toHaveLength(2);
  const found = await library.engine.find([{ sample: sample.id, face: 1 }], { limit: 1, min: 0.9 });
  const [match, ...rest] = found.matches;
  expect(match?.path).toBe(join(here.art, 'reddish.png'));
  expect(match?.box).toEqual([32, 0, 32, 32]);
  expect(rest).toEqual([]);
});

test('a sample without a face is searched with as a whole', async () => {
  await using here = await bench();
  await using library = await openIndexed(here);
  const sample = await library.engine.openSample({ bytes: await drawing([grey]), name: 'crop' });
  expect(sample.faces).toEqual([{ box: [0, 0, 32, 32], score: 0, wholePicture: true }]);
  expect((await library.engine.find([{ sample: sample.id, face: 0 }], all)).matches).toHaveLength(4);
});

test('a face of the library finds the others, not itself', async () => {
  await using here = await bench();
  await using library = await openIndexed(here);
  const group = (await library.engine.listCharacters())[0]!;
  const face = group.covers[0]!;
  const { matches } = await library.engine.find([{ libraryFace: face }], all);
  expect(matches.map((match) => match.face)).not.toContain(face);
  expect(matches[0]).toMatchObject({ band: 'same', character: group.id });
});

test('a sample that is no picture, and one that was closed, say so', async () => {
  await using here = await bench();
  await using library = await openIndexed(here);
  const text = { bytes: Buffer.from('no picture'), name: 'notes.txt' };
  await expect(library.engine.openSample(text)).rejects.toMatchObject({
    code: 'picture-unreadable',
    subject: 'notes.txt',
  });
  const gone = { sample: 77 as SampleId, face: 0 };
  await expect(library.engine.find([gone], all)).rejects.toMatchObject({ code: 'sample-gone' });
});

test('previews are made once, and made again when they were deleted or damaged', async () => {
  await using here = await bench();
  await using library = await openIndexed(here);
  const { engine } = library;
  const id = (await engine.listCharacters())[0]!.covers[0]!;
  const path = await engine.preview({ kind: 'face', id });
  const bytes = await readFile(path);
  expect(bytes.subarray(8, 12).toString()).toBe('WEBP');
  expect(await engine.preview({ kind: 'face', id })).toBe(path);
  await rm(path);
  expect(await engine.preview({ kind: 'face', id })).toBe(path);
  expect((await stat(path)).size).toBe(bytes.length);
  for (const damaged of [bytes.subarray(0, -20), Buffer.alloc(bytes.length), Buffer.alloc(0)]) {
    await writeFile(path, damaged);
    expect(await readFile(await engine.preview({ kind: 'face', id }))).toEqual(bytes);
  }
  await expect(engine.preview({ kind: 'face', id: 999 as FaceId })).rejects.toMatchObject({ code: 'face-gone' });
});

test('a large preview of a face, of a picture and of a sample can be had', async () => {
  await using here = await bench();
  await using library = await openIndexed(here);
  const { engine } = library;
  const face = (await engine.listFaces(null, { offset: 0, limit: 1 }))[0]!;
  const sample = await engine.openSample({ bytes: await drawing([red]), name: 'pasted' });
  const previews = [
    await engine.preview({ kind: 'portrait', id: face.id }),
    await engine.preview({ kind: 'picture', id: face.picture }),
    await engine.preview({ kind: 'sample', id: sample.id }),
  ];
  for (const path of previews) expect((await readFile(path)).subarray(8, 12).toString()).toBe('WEBP');
});
