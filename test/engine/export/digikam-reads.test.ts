import { execFileSync } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readEmbeddedXmp } from '../../../electron/engine/metadata/embedded-xmp.ts';
import { blue, drawing, grey, red } from '../../support/drawn.ts';
import { bench, openIndexed } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };
const fixture = join(import.meta.dirname, '../../support/import/digikam-7.9-reads.json');
/** The program of `digikam-reads.cpp`, where the fixture is to be made anew. */
const program = process.env['DIGIKAM_READS'];

const withWord = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>old</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`;

interface Read {
  /** What we wrote, by file name. */
  readonly written: Readonly<Record<string, string>>;
  /** What digiKam's library read of it. */
  readonly read: Readonly<Record<string, unknown>>;
}

/** As stored a red face stands left and a blue one right; the second of each kind is turned by a quarter. */
const kinds = ['jpeg', 'png', 'webp', 'tiff'] as const;
const names = kinds.flatMap((kind) => [`upright.${kind}`, `turned.${kind}`]);

test("digiKam's own library has read faces, tags, stars and notes from what we write, beside pictures and into them", async () => {
  await using here = await bench();
  const files = names.map((name) => join(here.art, name));
  for (const [k, path] of files.entries()) {
    const stored = sharp(await drawing([red, grey, grey, blue], k + 1)).withMetadata({
      orientation: k % 2 === 0 ? 1 : 6,
    });
    await stored.toFormat(kinds[Math.floor(k / 2)] ?? 'png', { quality: 100, lossless: true }).toFile(path);
  }
  // Words of another program stand in one sidecar, and all that digiKam writes in another.
  await writeFile(join(here.art, 'upright.png.xmp'), withWord);
  await copyFile(join(fixture, '..', 'digikam-7.9.xmp'), join(here.art, 'upright.webp.xmp'));
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  for (const [k, path] of files.entries()) {
    const faces = (await engine.searchFaces({}, all)).faces.filter((face) => face.path === path);
    const [first, second] = faces.sort((a, b) => a.box[0] + a.box[1] - b.box[0] - b.box[1]);
    await engine.moveFaces([first!.id], { name: '聖園 "Mika" <&>' });
    await engine.moveFaces([second!.id], { name: 'Ren' });
    await engine.setOutfit([first!.id], 'winter');
    await engine.tagPictures([first!.picture], 'night');
    await engine.ratePictures([first!.picture], k % 2 === 0 ? 4 : 5);
    await engine.notePicture(first!.picture, 'Retouch <the> sky.');
  }
  const mika = (await engine.listCharacters()).find(({ name }) => name?.includes('Mika'))!;
  await engine.addToSeries([mika.id], 'Blue Archive');
  // Two of the kinds have it in the file, and two beside it.
  const inside = files.filter((path) => /jpeg|tiff/u.test(path));
  const pictures = async (paths: readonly string[]) => {
    const { faces } = await engine.searchFaces({}, all);
    return { pictures: [...new Set(faces.filter(({ path }) => paths.includes(path)).map(({ picture }) => picture))] };
  };
  const beside = files.filter((path) => !inside.includes(path));
  expect(await engine.exportXmp(await pictures(inside), 'inside')).toMatchObject({ written: 4, problems: [] });
  expect(await engine.exportXmp(await pictures(beside), 'beside')).toMatchObject({
    written: 2,
    merged: 2,
    problems: [],
  });
  const texts = files.map(async (path) => {
    return [
      basename(path),
      inside.includes(path) ? (readEmbeddedXmp(path) ?? '') : await readFile(`${path}.xmp`, 'utf8'),
    ] as const;
  });
  // Ids go by which picture came first, and no other program reads them.
  const written = Object.fromEntries(
    (await Promise.all(texts)).map(([name, text]) => [name, text.replace(/(?<=dramatis:Face=")\d+/gu, '0')]),
  );

  if (program !== undefined) {
    const answer = execFileSync(program, files, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const read = JSON.parse(answer) as Read['read'];
    await writeFile(fixture, `${JSON.stringify({ written, read }, null, 2)}\n`);
  }
  const held = JSON.parse(await readFile(fixture, 'utf8')) as Read;
  expect(written).toEqual(held.written);
  const path = 'Blue Archive/聖園 "Mika" <&>/winter';
  const ours = {
    faces: [
      ['Ren', 0.75, 0, 0.25, 1],
      ['聖園 "Mika" <&>', 0, 0, 0.25, 1],
    ],
    tags: [path, 'night'],
    comments: ['Retouch <the> sky.'],
  };
  const different: Readonly<Record<string, object>> = {
    'upright.png': { tags: [path, 'old', 'night'] },
    // It has named the left face itself, and says each region in two ways.
    'upright.webp': {
      faces: ['Aoi & Rei', 'Aoi & Rei', 'Ren', '聖園ミカ', '聖園ミカ'].map((name) => [name, ...placeOf(name)]),
      tags: ['night', 'People/聖園ミカ', 'People/Aoi & Rei', path],
    },
  };
  for (const [k, name] of names.entries())
    expect(held.read[name], name).toEqual({ ...ours, rating: k % 2 === 0 ? 4 : 5, ...different[name] });
});

function placeOf(name: string): readonly number[] {
  const places = { 'Aoi & Rei': [0.5, 0, 0.25, 1], Ren: [0.75, 0, 0.25, 1], 聖園ミカ: [0, 0, 0.25, 0.96875] };
  return places[name as keyof typeof places];
}
