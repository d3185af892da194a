import { execFileSync, spawnSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import type { Engine } from '../../../electron/engine/engine.ts';
import type { RenameScope } from '../../../electron/contract/rename/rename-model.ts';
import { blue, draw, drawing, grey, red, shade } from '../../support/drawn.ts';
import { bench, type Bench } from '../../support/library.ts';

const exiftool = spawnSync('exiftool', ['-ver']).status === 0;
if (!exiftool) console.warn('exiftool is not installed: what it reads from our sidecars is not checked');

const nothing = {
  written: 0,
  merged: 0,
  same: 0,
  problems: [],
  example: expect.anything() as unknown,
  cancelled: false,
};

const foreign = `<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"
    xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#">
   <dc:subject><rdf:Bag><rdf:li>night</rdf:li></rdf:Bag></dc:subject>
   <mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>
    <rdf:li><rdf:Description mwg-rs:Name="Rin" mwg-rs:Type="Face"><mwg-rs:Area stArea:x="0.9" stArea:y="0.9" stArea:w="0.1" stArea:h="0.1" stArea:unit="normalized"/></rdf:Description></rdf:li>
   </rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>`;

/** Two pictures of 白石 "Mika", a grey cell beside each face. */
async function library(here: Bench) {
  for (const k of [0, 1]) await draw(here.art, `${k}.png`, [shade(red, k), [200, 200, 200]], k);
  const opened = here.open();
  await opened.engine.addFolder(here.art);
  await opened.engine.whenIdle();
  const [group] = await opened.engine.listCharacters();
  await opened.engine.nameCharacter(group!.id, '白石 "Mika"');
  return opened;
}

interface Regions {
  readonly AppliedToDimensions: unknown;
  readonly RegionList: readonly { readonly Area: { X: number; Y: number; W: number; H: number } }[];
}

/** The picture with its pixels turned and mirrored away, and the EXIF orientation that takes them back. */
async function stored(upright: Buffer, orientation: number): Promise<Buffer> {
  const undo: Record<number, (picture: Sharp) => Sharp> = {
    2: (picture) => picture.flop(),
    3: (picture) => picture.rotate(180),
    4: (picture) => picture.flip(),
    // Turned before it is mirrored, whatever the order of the calls.
    5: (picture) => picture.rotate(90).flop(),
    6: (picture) => picture.rotate(270),
    7: (picture) => picture.rotate(270).flop(),
    8: (picture) => picture.rotate(90),
  };
  const turned = await (undo[orientation]?.(sharp(upright)) ?? sharp(upright)).png().toBuffer();
  return sharp(turned).withMetadata({ orientation }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
}

function seen(path: string, ...wanted: string[]): Record<string, unknown> {
  const what = wanted.length > 0 ? wanted : ['-XMP:all'];
  const text = execFileSync('exiftool', ['-json', '-struct', ...what, path], { encoding: 'utf8' });
  return (JSON.parse(text) as Record<string, unknown>[])[0] ?? {};
}

async function textOf(engine: Engine, scope: RenameScope, format: 'csv' | 'json'): Promise<string> {
  return (await Array.fromAsync(engine.facesAsText(scope, format))).join('');
}

test('faces come as CSV and JSON, and no file is written over', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const lines = (await textOf(opened.engine, {}, 'csv')).split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(`${join(here.art, '0.png')},64,32,`);
  expect(lines[1]).toContain('"白石 ""Mika"""');
  const to = join(here.art, 'faces.json');
  expect(await opened.engine.exportFaces({ scope: {}, format: 'json', to, overwrite: false })).toEqual({ faces: 2 });
  expect((JSON.parse(await readFile(to, 'utf8')) as { faces: unknown[] }).faces).toHaveLength(2);
  const again = opened.engine.exportFaces({ scope: {}, format: 'csv', to, overwrite: false });
  await expect(again).rejects.toMatchObject({ code: 'file-exists' });
});

test('a cast sheet has the cover, names, series, outfits and counts of every character with a name', async () => {
  await using here = await bench();
  for (const k of [0, 1]) await draw(here.art, `blue-${k}.png`, [shade(blue, k), grey], k);
  await using opened = await library(here);
  const { engine } = opened;
  const mika = (await engine.listCharacters()).find(({ name }) => name !== null);
  await engine.setAliases(mika!.id, [{ name: 'Mika', language: 'en' }]);
  const [face] = await engine.listFaces(mika!.id, { offset: 0, limit: 1 });
  await engine.setOutfit([face!.id], 'Winter');
  const to = join(here.art, '..', 'cast.html');
  const request = { characters: null, title: 'Moon', locale: 'en', to, overwrite: false } as const;
  expect(await engine.exportCast(request)).toEqual({ characters: 1 });
  const page = await readFile(to, 'utf8');
  for (const told of [
    '<h1>Moon</h1>',
    '1 character · ',
    '<h2 dir="auto">白石 &#34;Mika&#34;</h2>',
    '>Mika</p>',
    '2 pictures · 2 faces',
  ]) {
    expect(page).toContain(told);
  }
  expect(page).toContain('<li>Winter <span>1</span></li>');
  expect(page.match(/src="data:image\/webp;base64,[\w+/=]{40,}"/g)).toHaveLength(2);
  await expect(engine.exportCast(request)).rejects.toMatchObject({ code: 'file-exists' });
  const unnamed = (await engine.listCharacters()).find(({ name }) => name === null);
  expect(await engine.exportCast({ ...request, characters: [unnamed!.id], overwrite: true })).toEqual({
    characters: 0,
  });
});

test('a cast sheet counts as people do, and leaves out who has no face any more unless asked', async () => {
  await using here = await bench();
  for (const k of [0, 1, 2, 3]) await draw(here.art, `${k}.png`, [shade(red, 40 * k), grey], k);
  await using opened = here.open();
  const { engine } = opened;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const { faces } = await engine.searchFaces({}, { offset: 0, limit: 10 });
  for (const [k, name] of ['Guard 10', 'guard 2', 'Guard 1', 'Gone'].entries())
    await engine.moveFaces([faces[k]!.id], { name });
  const gone = (await engine.listCharacters()).find(({ name }) => name === 'Gone');
  await engine.moveFaces([faces[3]!.id], { name: 'Guard 1' });
  const to = join(here.art, '..', 'cast.html');
  const request = { title: null, locale: 'en', to, overwrite: true } as const;
  const names = async () =>
    [...(await readFile(to, 'utf8')).matchAll(/<h2 dir="auto">(.*?)<\/h2>/g)].map(([, name]) => name);
  expect(await engine.exportCast({ ...request, characters: null })).toEqual({ characters: 3 });
  expect(await names()).toEqual(['Guard 1', 'guard 2', 'Guard 10']);
  expect(await engine.exportCast({ ...request, characters: [gone!.id] })).toEqual({ characters: 1 });
});

test('sidecars are written once, completed where they are there, and say the same the next time', async () => {
  await using here = await bench();
  await using opened = await library(here);
  await writeFile(join(here.art, '1.xmp'), foreign);
  expect(await opened.engine.exportXmp({})).toEqual({ ...nothing, written: 1, merged: 1 });
  expect(await opened.engine.exportXmp({})).toEqual({ ...nothing, same: 2, example: null });
  expect((await readdir(here.art)).sort()).toEqual(['0.png', '0.png.xmp', '1.png', '1.xmp']);
  const merged = await readFile(join(here.art, '1.xmp'), 'utf8');
  for (const kept of ['xmp:Rating="4"', '<rdf:li>night</rdf:li>', 'mwg-rs:Name="Rin"']) expect(merged).toContain(kept);
  const [old] = await readdir(join(here.library, 'replaced-xmp'));
  expect(await readFile(join(here.library, 'replaced-xmp', old ?? ''), 'utf8')).toBe(foreign);
});

test.each([
  ['a byte order mark', '\ufeff', ''],
  [
    'a byte order mark and an XMP packet',
    '\ufeff<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n',
    '\n<?xpacket end="w"?>',
  ],
  ['zero bytes at its end', '', '\n\0\0\0'],
  ['lines before and after it', '\r\n\r\n', '\r\n\r\n'],
])('a sidecar with %s is completed, keeps it, and says the same the next time', async (_, before, after) => {
  await using here = await bench();
  await using opened = await library(here);
  const path = join(here.art, '0.png.xmp');
  await writeFile(path, before + foreign + after);
  expect(await opened.engine.exportXmp({})).toEqual({ ...nothing, written: 1, merged: 1 });
  expect(await opened.engine.exportXmp({})).toEqual({ ...nothing, same: 2, example: null });
  const merged = await readFile(path, 'utf8');
  expect([merged.startsWith(before), merged.endsWith(after)]).toEqual([true, true]);
  for (const part of ['xmp:Rating="4"', 'mwg-rs:Name="Rin"', '白石']) expect(merged).toContain(part);
});

test('a sidecar that is no XMP is left as it is, and named', async () => {
  await using here = await bench();
  await using opened = await library(here);
  await writeFile(join(here.art, '0.png.xmp'), 'not <xml');
  const { written, problems } = await opened.engine.exportXmp({});
  expect([written, problems.map(({ path, kind }) => [path, kind])]).toEqual([
    1,
    [[join(here.art, '0.png'), 'not-xmp']],
  ]);
  expect(await readFile(join(here.art, '0.png.xmp'), 'utf8')).toBe('not <xml');
});

test('a preview counts what an export does, and writes nothing', async () => {
  await using here = await bench();
  await using opened = await library(here);
  await writeFile(join(here.art, '1.xmp'), foreign);
  expect(await opened.engine.countExport({})).toEqual({ faces: 2, files: 2, namedFiles: 2 });
  expect(await opened.engine.previewXmp({})).toEqual({ ...nothing, written: 1, merged: 1 });
  expect((await readdir(here.art)).sort()).toEqual(['0.png', '1.png', '1.xmp']);
  expect(await readFile(join(here.art, '1.xmp'), 'utf8')).toBe(foreign);
  expect(await opened.engine.exportXmp({})).toEqual({ ...nothing, written: 1, merged: 1 });
});

test('a picture that is gone, or was painted over since, gets no sidecar and is named', async () => {
  await using here = await bench();
  await using opened = await library(here);
  await rm(join(here.art, '0.png'));
  await draw(here.art, '1.png', [red, red, red], 1);
  const { written, problems } = await opened.engine.exportXmp({});
  expect([written, problems.map(({ path, kind }) => [path, kind])]).toEqual([
    0,
    [
      [join(here.art, '0.png'), 'offline'],
      [join(here.art, '1.png'), 'changed'],
    ],
  ]);
  expect(await readdir(here.art)).toEqual(['1.png']);
});

test('an export of one character leaves what an earlier one wrote of the others, by their names of today', async () => {
  await using here = await bench();
  await draw(here.art, 'both.png', [red, blue]);
  for (const k of [0, 1]) await draw(here.art, `red-${k}.png`, [shade(red, k), grey], k);
  for (const k of [0, 1]) await draw(here.art, `blue-${k}.png`, [shade(blue, k), grey], k);
  await using opened = here.open();
  const { engine } = opened;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const [a, b] = await engine.listCharacters();
  await engine.nameCharacter(a!.id, 'Mika');
  await engine.nameCharacter(b!.id, 'Ren');
  const regions = async (name: string) =>
    [...(await readFile(join(here.art, `${name}.xmp`), 'utf8')).matchAll(/mwg-rs:Name="(\w+)"/g)].map(([, who]) => who);
  await engine.exportXmp({ characters: [a!.id] });
  expect(await regions('both.png')).toEqual(['Mika']);
  await engine.exportXmp({});
  expect((await regions('both.png')).sort()).toEqual(['Mika', 'Ren']);
  await engine.nameCharacter(b!.id, 'Rin');
  await engine.exportXmp({ characters: [a!.id] });
  expect((await regions('both.png')).sort()).toEqual(['Mika', 'Rin']);
});

test('hidden characters and what is no face are in no export, unless the character is asked for', async () => {
  await using here = await bench();
  for (const k of [0, 1]) await draw(here.art, `red-${k}.png`, [shade(red, k), grey], k);
  for (const k of [0, 1]) await draw(here.art, `blue-${k}.png`, [shade(blue, k), grey], k);
  await using opened = here.open();
  const { engine } = opened;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const [a, b] = await engine.listCharacters();
  await engine.nameCharacter(a!.id, 'Mika');
  await engine.nameCharacter(b!.id, 'Extra');
  const [first] = await engine.listFaces(a!.id, { offset: 0, limit: 1 });
  await engine.markNotFace([first!.id]);
  await engine.setHidden([b!.id], true);
  const exported = async (scope: RenameScope) =>
    (JSON.parse(await textOf(engine, scope, 'json')) as { faces: { name: string }[] }).faces.map(({ name }) => name);
  expect(await exported({})).toEqual(['Mika']);
  expect(await exported({ characters: [b!.id] })).toEqual(['Extra', 'Extra']);
  expect(await engine.exportXmp({})).toEqual({ ...nothing, written: 1 });
});

test.skipIf(!exiftool).each([1, 2, 3, 4, 5, 6, 7, 8])(
  'of a picture that EXIF turns (orientation %i), the region lies on the face in the stored image',
  async (orientation) => {
    await using here = await bench();
    const path = join(here.art, 'turned.jpg');
    // Neither half of it is like another.
    const upright = sharp(await drawing([red, grey, grey])).extend({ bottom: 32, background: 'rgb(200, 200, 200)' });
    await writeFile(path, await stored(await upright.png().toBuffer(), orientation));
    await using opened = here.open();
    const { engine } = opened;
    await engine.addFolder(here.art);
    await engine.whenIdle();
    const [face] = await engine.listFaces(null, { offset: 0, limit: 9 });
    await engine.moveFaces([face!.id], { name: 'Mika' });
    expect(await engine.exportXmp({})).toEqual({ ...nothing, written: 1 });
    const { ImageWidth, ImageHeight, Orientation } = seen(
      path,
      '-n',
      '-ImageSize',
      '-ImageWidth',
      '-ImageHeight',
      '-Orientation',
    ) as Record<string, number>;
    expect(Orientation).toBe(orientation);
    const { RegionInfo } = seen(`${path}.xmp`, '-XMP:all') as { RegionInfo: Regions };
    expect(RegionInfo.AppliedToDimensions).toEqual({ W: ImageWidth, H: ImageHeight, Unit: 'pixel' });
    const { X, Y, W, H } = RegionInfo.RegionList[0]!.Area;
    const [width, height] = [Math.round(W * ImageWidth!), Math.round(H * ImageHeight!)];
    const [left, top] = [Math.round(X * ImageWidth! - width / 2), Math.round(Y * ImageHeight! - height / 2)];
    const pixels = await sharp(path).extract({ left, top, width, height }).raw().toBuffer();
    const middle = 3 * (width * (height / 2) + width / 2);
    expect([...pixels.subarray(middle, middle + 3)].map((value) => value > 128)).toEqual([true, false, false]);
    expect([width, height]).toEqual([32, 32]);
  },
);

test.skipIf(!exiftool)('exiftool reads faces and names from our sidecars', async () => {
  await using here = await bench();
  await using opened = await library(here);
  await writeFile(join(here.art, '1.xmp'), foreign);
  await opened.engine.exportXmp({});
  const area = { X: 0.25, Y: 0.5, W: 0.5, H: 1, Unit: 'normalized' };
  expect(seen(join(here.art, '0.png.xmp'))).toMatchObject({
    RegionInfo: {
      AppliedToDimensions: { W: 64, H: 32, Unit: 'pixel' },
      RegionList: [{ Area: area, Name: '白石 "Mika"', Type: 'Face' }],
    },
    PersonInImage: ['白石 "Mika"'],
  });
  expect(seen(join(here.art, '1.xmp'))).toMatchObject({
    Rating: 4,
    Subject: ['night'],
    RegionInfo: { RegionList: [{ Name: 'Rin' }, { Area: area, Name: '白石 "Mika"' }] },
  });
});

test('what is said of characters and pictures goes out in every form, and out of a sidecar once it is said no more', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const { engine } = opened;
  const [mika] = await engine.listCharacters();
  const [one, two] = await engine.listFaces(mika!.id, { offset: 0, limit: 2 });
  await writeFile(join(here.art, '1.png.xmp'), foreign);
  const second = one!.path.endsWith('1.png') ? one! : two!;
  await engine.addToSeries([mika!.id], 'Blue Archive');
  await engine.setAliases(mika!.id, [{ name: 'Mika', language: 'en' }]);
  await engine.tagCharacters([mika!.id], 'main');
  await engine.setOutfit([second.id], 'winter');
  await engine.tagPictures([second.picture], 'night');
  await engine.ratePictures([second.picture], 5);
  await engine.favourPictures([second.picture], true);
  await engine.notePicture(second.picture, 'Retouch the sky.\nThen the hair.');
  await engine.rateCharacters([mika!.id], 4);
  await engine.favourCharacters([mika!.id], true);
  await engine.noteCharacter(mika!.id, 'The hero');
  const [, , row] = (await textOf(engine, {}, 'csv')).split('\r\n');
  expect(row).toMatch(
    /,confirmed,winter,Blue Archive,Mika,main,4,true,The hero,night,5,true,"Retouch the sky.\nThen the hair."$/u,
  );
  const { faces } = JSON.parse(await textOf(engine, {}, 'json')) as { faces: object[] };
  expect(faces[1]).toMatchObject({
    outfit: 'winter',
    series: ['Blue Archive'],
    aliases: ['Mika'],
    tags: ['night'],
    rating: 5,
    favourite: true,
    note: 'Retouch the sky.\nThen the hair.',
  });
  await engine.exportXmp({});
  const sidecar = join(here.art, '1.png.xmp');
  const text = await readFile(sidecar, 'utf8');
  expect(text).toContain('<rdf:li>Blue Archive|白石 "Mika"|winter</rdf:li>');
  expect(text).toContain('xmp:Rating="5"');
  expect(text).toContain('dramatis:Favourite="True"');
  expect(text).toMatch(/<mwg-rs:Extensions dramatis:Face="\d+" dramatis:Rating="4" dramatis:Favourite="True"\/>/u);
  expect(text).toContain('<mwg-rs:Description>The hero</mwg-rs:Description>');
  if (exiftool)
    expect(seen(sidecar, '-XMP-mwg-rs:RegionInfo')).toMatchObject({
      RegionInfo: { RegionList: [{ Name: 'Rin' }, { Description: 'The hero' }] },
    });
  expect(text).toContain('xml:lang="x-default">Retouch the sky.\nThen the hair.</rdf:li>');
  if (exiftool)
    expect(
      seen(sidecar, '-XMP-dc:Subject', '-XMP-lr:HierarchicalSubject', '-XMP-xmp:Rating', '-XMP-dc:Description'),
    ).toMatchObject({
      Subject: ['night', 'main', 'Blue Archive', 'winter', 'Mika'],
      Description: 'Retouch the sky.\nThen the hair.',
      HierarchicalSubject: ['Blue Archive|白石 "Mika"|winter', 'night', 'main', 'Mika'],
      Rating: 5,
    });
  expect(await engine.exportXmp({})).toEqual({ ...nothing, same: 2, example: null });
  await engine.setOutfit([second.id], null);
  await engine.untagPictures([second.picture], 'night');
  await engine.ratePictures([second.picture], 0);
  await engine.favourPictures([second.picture], false);
  await engine.notePicture(second.picture, '');
  await engine.rateCharacters([mika!.id], 0);
  await engine.favourCharacters([mika!.id], false);
  await engine.noteCharacter(mika!.id, '');
  await engine.exportXmp({});
  const after = await readFile(sidecar, 'utf8');
  // Another program had put it there.
  expect(after).toContain('<rdf:li>night</rdf:li>');
  expect(after).toContain('<rdf:li>Blue Archive|白石 "Mika"</rdf:li>');
  for (const gone of ['winter', 'Rating=', 'Favourite', 'Retouch', 'hero']) expect(after).not.toContain(gone);
});
