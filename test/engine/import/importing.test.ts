import Database from 'better-sqlite3';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { ImportedCharacter, ImportRequest } from '../../../electron/contract/api/import-api.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { blue, draw, drawing, green, grey, red, shade } from '../../support/drawn.ts';
import { makeDigikam } from '../../support/import/digikam.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';

const exiftool = spawnSync('exiftool', ['-ver']).status === 0;
if (!exiftool) console.warn('exiftool is not installed: files that it writes are not imported');

const all = { offset: 0, limit: 1_000 };

/** A sidecar as digiKam writes it: regions by centre and size. */
function sidecar(
  regions: readonly (readonly [name: string, x: number, y: number, w: number, h: number])[],
  tags: readonly string[] = [],
) {
  const items = regions.map(
    ([name, x, y, w, h]) => `<rdf:li><rdf:Description mwg-rs:Name="${name}" mwg-rs:Type="Face">
     <mwg-rs:Area stArea:x="${x}" stArea:y="${y}" stArea:w="${w}" stArea:h="${h}" stArea:unit="normalized"/></rdf:Description></rdf:li>`,
  );
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
   xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#">
   <dc:subject><rdf:Bag>${tags.map((tag) => `<rdf:li>${tag}</rdf:li>`).join('')}</rdf:Bag></dc:subject>
   <mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>${items.join('')}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
  </rdf:Description></rdf:RDF></x:xmpmeta>`;
}

const counts = ({ name, chosen, faces, boxes, same, kept, unplaced }: ImportedCharacter) => {
  return { name, chosen, faces, boxes, same, kept, unplaced };
};
const none = { chosen: true, faces: 0, boxes: 0, same: 0, kept: 0, unplaced: 0 };

async function planOf(engine: Engine, paths: readonly string[], more: Partial<ImportRequest> = {}) {
  const plan = await engine.planImport({ paths, folders: false, ...more });
  return { ...plan, counts: plan.names.map(counts) };
}

/** Names of the shown faces of a file, by place from left to right. */
async function namesIn(engine: Engine, path: string): Promise<(string | null)[]> {
  const characters = new Map((await engine.listCharacters()).map(({ id, name }) => [id, name]));
  const { faces } = await engine.searchFaces({}, all);
  const inFile = faces.filter((face) => face.path === path).sort((a, b) => a.box[0] - b.box[0]);
  return inFile.map(({ character }) => (character === null ? null : (characters.get(character) ?? null)));
}

/** A picture of two faces and one of a face, with nothing else beside them. */
async function twoPictures(here: Bench) {
  const both = await draw(here.art, 'both.png', [red, grey, blue, grey]);
  const one = await draw(here.art, 'one.png', [green, grey], 1);
  return { both, one };
}

test('names in sidecars come in as one edit, undone and redone at once, and change nothing twice', async () => {
  await using here = await bench();
  const { both, one } = await twoPictures(here);
  await writeFile(
    `${both}.xmp`,
    sidecar(
      [
        ['Mika', 0.125, 0.5, 0.25, 1],
        ['Ren', 0.9, 0.5, 0.2, 0.9],
      ],
      ['night'],
    ),
  );
  await writeFile(join(here.art, 'one.xmp'), sidecar([], ['Aoi', 'night']));
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const plan = await planOf(engine, [here.art]);
  expect(plan.counts).toEqual([
    { ...none, name: 'Mika', faces: 1 },
    { ...none, name: 'Ren', boxes: 1 },
    { ...none, name: 'night', chosen: false },
    { ...none, name: 'Aoi', chosen: false },
  ]);
  expect((await engine.listCharacters()).filter(({ name }) => name !== null)).toEqual([]);
  const chosen = await engine.chooseImport(plan.id, ['Mika', 'Ren', 'Aoi']);
  expect(chosen.names.map(counts)).toContainEqual({ ...none, name: 'Aoi', faces: 1 });
  const { edited, problems } = await engine.applyImport(plan.id);
  expect([edited.edit, problems]).toEqual([{ kind: 'import', name: null, count: 3 }, []]);
  expect([await namesIn(engine, both), await namesIn(engine, one)]).toEqual([['Mika', null, 'Ren'], ['Aoi']]);
  const drawn = (await engine.searchFaces({}, all)).faces.filter((face) => face.drawn);
  expect(drawn.map(({ box, state }) => [box, state])).toEqual([[[102, 2, 26, 28], 'confirmed']]);

  const again = await planOf(engine, [here.art]);
  expect(again.counts).toEqual(
    [
      { ...none, name: 'Aoi', same: 1 },
      { ...none, name: 'Mika', same: 1 },
      { ...none, name: 'Ren', same: 1 },
      { ...none, name: 'night', chosen: false },
    ].sort((a, b) => Number(b.chosen) - Number(a.chosen) || (a.name < b.name ? -1 : 1)),
  );
  await engine.applyImport(again.id);
  expect(await engine.listHistory(all)).toHaveLength(1);

  await engine.undo();
  expect([await namesIn(engine, both), await namesIn(engine, one)]).toEqual([[null, null], [null]]);
  await engine.redo();
  expect(await namesIn(engine, both)).toEqual(['Mika', null, 'Ren']);
  await expect(engine.applyImport(plan.id)).rejects.toMatchObject({ code: 'plan-gone' });
});

test('what the artist has decided stays, and is said', async () => {
  await using here = await bench();
  const { both } = await twoPictures(here);
  await writeFile(
    `${both}.xmp`,
    sidecar([
      ['Mika', 0.125, 0.5, 0.25, 1],
      ['Ren', 0.625, 0.5, 0.25, 1],
    ]),
  );
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const { faces } = await engine.searchFaces({}, all);
  const [left, right] = faces.filter(({ path }) => path === both).sort((a, b) => a.box[0] - b.box[0]);
  await engine.moveFaces([left!.id], { name: 'Aoi' });
  await engine.markNotFace([right!.id]);
  const plan = await planOf(engine, [here.art]);
  expect(plan.counts).toEqual([
    { ...none, name: 'Mika', kept: 1 },
    { ...none, name: 'Ren', kept: 1 },
  ]);
  await engine.applyImport(plan.id);
  expect(await namesIn(engine, both)).toEqual(['Aoi']);
});

test('what our own export wrote, as sidecars and as a table, comes back into an empty library', async () => {
  await using here = await bench();
  const { both, one } = await twoPictures(here);
  const table = join(here.art, '..', 'faces.csv');
  {
    const { engine, library } = await openIndexed(here);
    await using _ = library;
    const { faces } = await engine.searchFaces({}, all);
    for (const { id, path, box } of faces) {
      await engine.moveFaces([id], { name: path === one ? 'Aoi' : box[0] === 0 ? '聖園ミカ' : 'Ren "R" & co' });
    }
    await engine.exportXmp({});
    await engine.exportFaces({ scope: {}, format: 'csv', to: table, overwrite: false });
  }
  for (const [k, source] of [here.art, table].entries()) {
    await using elsewhere = await bench();
    const { engine, library } = await openIndexed({ ...elsewhere, art: here.art });
    await using _ = library;
    const plan = await planOf(engine, [source]);
    expect(plan.problems, `source ${k}`).toEqual([]);
    await engine.applyImport(plan.id);
    expect([await namesIn(engine, both), await namesIn(engine, one)]).toEqual([['聖園ミカ', 'Ren "R" & co'], ['Aoi']]);
  }
});

test("Picasa's faces, a table by file names, and folders name characters; what is not in the library is said", async () => {
  await using here = await bench();
  const { both } = await twoPictures(here);
  const inFolder = await draw(join(here.art, 'Rin', 'old'), 'three.png', [shade(green, 30)], 3);
  await writeFile(
    join(here.art, '.picasa.ini'),
    '[Contacts2]\nab12=Mika;;\n[both.png]\nfaces=rect64(000000004000ffff),ab12\n[gone.png]\nfaces=rect64(000000004000ffff),ab12\n',
  );
  const table = join(here.art, '..', 'cast.csv');
  await writeFile(table, 'file,character\none.png,Aoi\nnowhere.png,Nobody\n');
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const picasa = await planOf(engine, [join(here.art, '.picasa.ini')]);
  expect(picasa.counts).toEqual([{ ...none, name: 'Mika', faces: 1 }]);
  expect(picasa.problems).toEqual([{ path: join(here.art, 'gone.png'), kind: 'not-in-library', detail: '' }]);
  await engine.applyImport(picasa.id);
  expect(await namesIn(engine, both)).toEqual(['Mika', null]);
  const rows = await planOf(engine, [table]);
  expect(rows.counts).toEqual([{ ...none, name: 'Aoi', faces: 1 }]);
  expect(rows.problems).toEqual([{ path: 'nowhere.png', kind: 'not-in-library', detail: '' }]);
  const folders = await planOf(engine, [here.art], { folders: true });
  expect(folders.counts).toEqual([{ ...none, name: 'Rin', faces: 1 }]);
  await engine.applyImport(folders.id);
  expect(await namesIn(engine, inFolder)).toEqual(['Rin']);
});

test('a file name that several pictures have is said to be ambiguous, by whatever names it, and the rest comes in', async () => {
  await using here = await bench();
  const cards = await draw(join(here.art, 'cards'), 'one.png', [red], 1);
  await draw(join(here.art, 'old'), 'one.png', [blue], 2);
  const copies = [await draw(join(here.art, 'a'), 'copy.png', [green], 3)];
  copies.push(await draw(join(here.art, 'b'), 'copy.png', [green], 3));
  const twins = [
    await draw(here.art, 'twin.png', [grey, red], 4),
    await draw(here.art, 'twin.b.png', [grey, green], 5),
  ];
  await copyFile(twins[0]!, join(here.art, 'twin.gif'));
  await writeFile(join(here.art, 'twin.xmp'), sidecar([], ['Ren']));
  await writeFile(join(here.art, 'twin.b.xmp'), sidecar([['Rin', 0.75, 0.5, 0.5, 1]]));
  const table = join(here.library, '..', 'cast.csv');
  await writeFile(table, 'file,character\none.png,Aoi\ncards/one.png,Mika\ncopy.png,Ren\n');
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const plan = await planOf(engine, [table, join(here.art, 'twin.xmp'), join(here.art, 'twin.b.xmp')]);
  expect(plan.problems).toEqual([
    { path: join(here.art, 'twin.xmp'), kind: 'ambiguous', detail: `${join(here.art, 'twin.gif')}, ${twins[0]!}` },
    { path: 'one.png', kind: 'ambiguous', detail: `${cards}, ${join(here.art, 'old', 'one.png')}` },
  ]);
  expect(plan.counts).toEqual(['Mika', 'Ren', 'Rin'].map((name) => ({ ...none, name, faces: 1 })));
  await engine.applyImport(plan.id);
  expect(await namesIn(engine, cards)).toEqual(['Mika']);
});

test('files are found however a system spells their names; the very same spelling comes first', async () => {
  await using here = await bench();
  const [ga, GA] = ['が', 'か\u3099'];
  const decomposed = await draw(join(here.art, GA), `${GA}.png`, [red], 1);
  const composed = await draw(here.art, 'é.PNG', [blue], 2);
  const wide = await draw(here.art, 'ＡＢ.png', [green], 3);
  const large = await draw(join(here.art, 'x'), 'Same.png', [shade(red, 40)], 4);
  await draw(join(here.art, 'y'), 'same.png', [shade(red, 80)], 5);
  const table = join(here.library, '..', 'cast.csv');
  const rows = [
    [`${ga}/${ga}.png`, 'one'],
    ['e\u0301.png', 'two'],
    ['ab.PNG', 'three'],
    ['Same.png', 'four'],
  ];
  await writeFile(table, `file,character\n${rows.map((row) => row.join(',')).join('\n')}`);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const plan = await planOf(engine, [table]);
  expect(plan.problems).toEqual([]);
  await engine.applyImport(plan.id);
  const named = await Promise.all([decomposed, composed, wide, large].map((path) => namesIn(engine, path)));
  expect(named).toEqual([['one'], ['two'], ['three'], ['four']]);
});

test('folders, pictures and sidecars are found by the links that lead to them', async () => {
  await using here = await bench();
  const picture = await draw(join(here.art, 'Rin'), 'a.png', [red], 1);
  const outside = await draw(join(here.art, '..', 'elsewhere'), 'b.png', [blue], 2);
  await writeFile(
    `${picture}.xmp`,
    sidecar([], ['x'])
      .replaceAll('dc:subject', 'Iptc4xmpExt:PersonInImage')
      .replace('<rdf:Description', '<rdf:Description xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'),
  );
  const link = join(here.art, '..', 'link');
  await symlink(here.art, link, 'junction');
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const folders = await planOf(engine, [link], { folders: true });
  expect([folders.counts, folders.problems]).toEqual([[{ ...none, name: 'Rin', faces: 1 }], []]);
  for (const path of [link, join(link, 'Rin'), join(link, 'Rin', 'a.png'), join(link, 'Rin', 'a.png.xmp')]) {
    const { counts: found, problems } = await planOf(engine, [path]);
    expect([found, problems], path).toEqual([[{ ...none, name: 'x', faces: 1 }], []]);
  }
  expect((await planOf(engine, [outside])).problems).toEqual([{ path: outside, kind: 'not-in-library', detail: '' }]);
});

test("a sidecar of Lightroom's is the picture's whatever lies beside them, in capitals too, and an export completes it", async () => {
  await using here = await bench();
  const picture = await draw(here.art, 'a.png', [red, grey]);
  const large = await draw(here.art, 'b.png', [blue, grey], 2);
  await writeFile(join(here.art, 'a.xmp'), sidecar([['Mika', 0.25, 0.5, 0.5, 1]]));
  await writeFile(join(here.art, 'b.XMP'), sidecar([['Ren', 0.25, 0.5, 0.5, 1]]));
  for (const name of ['a.txt', 'a.json', 'b.txt']) await writeFile(join(here.art, name), 'beside it');
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  // Not every disk keeps capitals apart.
  const sidecars = async () =>
    (await readdir(here.art))
      .map((name) => name.toLowerCase())
      .filter((name) => name.endsWith('xmp'))
      .sort();
  const plan = await planOf(engine, [here.art]);
  expect(plan.counts.map(({ name, faces }) => [name, faces])).toEqual([
    ['Mika', 1],
    ['Ren', 1],
  ]);
  await engine.applyImport(plan.id);
  expect([await namesIn(engine, picture), await namesIn(engine, large)]).toEqual([['Mika'], ['Ren']]);
  expect(await engine.exportXmp({})).toMatchObject({ written: 0, problems: [] });
  expect(await sidecars()).toEqual(['a.xmp', 'b.xmp']);
  // Of two pictures nobody knows which is meant.
  await draw(here.art, 'a.webp', [red, grey], 3);
  await engine.exportXmp({});
  expect(await sidecars()).toEqual(['a.png.xmp', 'a.xmp', 'b.xmp']);
});

test('one name in several spellings is one character: as the library writes it, else as it was found first', async () => {
  await using here = await bench();
  for (const [k, folder] of ['Ｍｉｋａ', 'mika', 'か\u3099く', 'がく', 'ﾚﾝ', 'Aoi'].entries())
    await draw(join(here.art, folder), `${k}.png`, [shade(k % 2 ? red : blue, 20 * k)], k + 1);
  await draw(here.art, 'aoi.png', [green], 9);
  await draw(here.art, 'AOI_.png', [shade(green, 40)], 10);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  for (const face of (await engine.searchFaces({}, all)).faces) {
    if (face.path === join(here.art, 'aoi.png')) await engine.moveFaces([face.id], { name: 'aoi' });
    if (face.path === join(here.art, 'AOI_.png')) await engine.moveFaces([face.id], { name: 'Aoi' });
  }
  const plan = await planOf(engine, [here.art], { folders: true });
  expect(plan.counts).toEqual(
    [
      ['mika', 2],
      ['がく', 2],
      ['Aoi', 1],
      ['ﾚﾝ', 1],
    ].map(([name, faces]) => ({ ...none, name, faces })),
  );
});

test('folders for everybody and numbers are characters only where the library knows them or the artist says so', async () => {
  await using here = await bench();
  const known = await draw(join(here.art, '002'), 'old/deep/a.png', [red], 1);
  for (const [k, folder] of ['unsorted', '2024', 'Rin'].entries())
    await draw(join(here.art, folder, 'a/b/c/d/e/f/g/h'), `${k}.png`, [shade(blue, 30 * k)], k + 2);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const [face] = (await engine.searchFaces({}, all)).faces.filter(({ path }) => path === known);
  await engine.moveFaces([face!.id], { name: '002' });
  const plan = await planOf(engine, [here.art], { folders: true });
  expect(plan.counts).toEqual([
    { ...none, name: 'Rin', faces: 1 },
    { ...none, name: '002', same: 1 },
    { ...none, name: '2024', chosen: false },
    { ...none, name: 'unsorted', chosen: false },
  ]);
  const { names } = await engine.chooseImport(plan.id, ['unsorted']);
  expect(names.map(counts)).toContainEqual({ ...none, name: 'unsorted', faces: 1 });
});

test('what no character can be called is left out and said, and what shows nothing is no name', async () => {
  await using here = await bench();
  const { both } = await twoPictures(here);
  await writeFile(
    `${both}.xmp`,
    sidecar(
      [
        ['Mika', 0.125, 0.5, 0.25, 1],
        ['\u200B', 0.9, 0.5, 0.2, 0.9],
      ],
      ['長'.repeat(201), 'night'],
    ),
  );
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const plan = await planOf(engine, [here.art]);
  expect(plan.problems).toEqual([{ path: both, kind: 'unusable-name', detail: `${'長'.repeat(40)}…` }]);
  expect(plan.counts.map(({ name, chosen }) => [name, chosen])).toEqual([
    ['Mika', true],
    ['night', false],
  ]);
});

test("tags and folders of Eagle's library are characters where the library knows them, or the artist says so", async () => {
  await using here = await bench();
  const eagle = join(here.art, 'Art.library');
  const item = async (id: string, name: string, more: object) => {
    const holder = join(eagle, 'images', `${id}.info`);
    await mkdir(holder, { recursive: true });
    await writeFile(join(holder, 'metadata.json'), JSON.stringify({ id, name, ext: 'png', ...more }));
    return holder;
  };
  const first = await draw(await item('A1', 'one', { tags: ['ﾐｶ', 'night'], folders: ['F2'] }), 'one.png', [red], 1);
  const second = await draw(
    await item('A2', 'two', { tags: ['Mika'], folders: [], isDeleted: true }),
    'two.png',
    [blue],
    2,
  );
  await item('A3', 'broken', {});
  await writeFile(join(eagle, 'images', 'A3.info', 'metadata.json'), '{');
  const folders = [{ id: 'F1', name: 'Cards', children: [{ id: 'F2', name: 'Winter', children: [] }] }];
  await writeFile(join(eagle, 'metadata.json'), JSON.stringify({ folders, applicationVersion: '4.0' }));
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const [other] = (await engine.searchFaces({}, all)).faces.filter(({ path }) => path === second);
  await engine.moveFaces([other!.id], { name: 'Mika' });
  await engine.setAliases((await engine.listCharacters())[0]!.id, [{ name: 'ミカ', language: 'ja' }]);
  const plan = await planOf(engine, [eagle]);
  expect(plan.counts).toEqual([
    { ...none, name: 'Mika', faces: 1 },
    { ...none, name: 'Winter', chosen: false },
    { ...none, name: 'night', chosen: false },
  ]);
  await engine.applyImport(plan.id);
  expect(await namesIn(engine, first)).toEqual(['Mika']);
});

test('a library of Eagle that is damaged, or of a shape that is not known, says where; its other pictures and its own file are read', async () => {
  await using here = await bench();
  const eagle = join(here.art, 'Art.library');
  const file = join(eagle, 'metadata.json');
  const item = async (id: string, text: string) => {
    const holder = join(eagle, 'images', `${id}.info`);
    await mkdir(holder, { recursive: true });
    await writeFile(join(holder, 'metadata.json'), text);
    return holder;
  };
  const holder = await item('A1', JSON.stringify({ name: 'Mika: one?', ext: 'png', tags: ['Mika'] }));
  await draw(holder, 'Mika one.png', [red], 1);
  await draw(holder, 'Mika one_thumbnail.png', [grey], 1);
  await item('A2', '{');
  await item('A3', JSON.stringify({ name: 'three', ext: 'png', tags: 'Mika' }));
  await mkdir(join(eagle, 'images', 'A4.info'));
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  await writeFile(file, '\uFEFF{"folders": []}');
  for (const path of [eagle, file]) {
    const plan = await planOf(engine, [path]);
    expect(plan.problems).toMatchObject([
      { path: join(eagle, 'images', 'A2.info', 'metadata.json'), kind: 'not-understood' },
      {
        path: join(eagle, 'images', 'A3.info', 'metadata.json'),
        kind: 'other-version',
        detail: expect.stringMatching(/tags$/u) as unknown,
      },
      { path: join(eagle, 'images', 'A4.info', 'metadata.json'), kind: 'unreadable' },
    ]);
    const { names } = await engine.chooseImport(plan.id, ['Mika']);
    expect(names.map(({ name, faces }) => [name, faces])).toEqual([['Mika', 1]]);
  }
  for (const [text, kind] of [
    ['', 'not-understood'],
    ['{"folders": [', 'not-understood'],
    ['{"folders": {}}', 'other-version'],
    ['[]', 'other-version'],
  ] as const) {
    await writeFile(file, text);
    const plan = await planOf(engine, [eagle]);
    expect([plan.names, plan.problems]).toMatchObject([[], [{ path: eagle, kind }]]);
  }
});

test("Picasa's file is read in the encodings of Windows, whatever the case of file names", async () => {
  await using here = await bench();
  await draw(here.art, '絵.PNG', [red], 1);
  await draw(here.art, 'b.png', [blue], 2);
  // “絵.png” and “ミカ” in Shift-JIS.
  const [file, mika] = [Buffer.from([0x8a, 0x47, 0x2e, 0x70, 0x6e, 0x67]), Buffer.from([0x83, 0x7e, 0x83, 0x4a])];
  const face = 'faces=rect64(ffffffff),ab12\r\n';
  const ini = (name: Buffer, picture: Buffer) =>
    Buffer.concat([
      ...[Buffer.from('[Contacts2]\r\nab12='), name, Buffer.from(';;\r\n['), picture],
      Buffer.from(`]\r\n${face}[B.png]\r\n${face}`),
    ]);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const path = join(here.art, '.picasa.ini');
  const marked = Buffer.concat([Buffer.from('\uFEFF'), ini(Buffer.from('ミカ'), Buffer.from('絵.png'))]);
  for (const bytes of [ini(mika, file), marked]) {
    await writeFile(path, bytes);
    for (const chosen of [path, here.art]) {
      const plan = await planOf(engine, [chosen]);
      expect([plan.counts, plan.problems]).toEqual([[{ ...none, name: 'ミカ', faces: 2 }], []]);
    }
  }
});

async function afterTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
}

test('a table may have more rows than a call may have arguments', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  const table = join(here.library, '..', 'long.csv');
  await writeFile(table, ['a.png,Mika', ...Array.from({ length: 200_000 }, (_, k) => `${k}.gif,Mika`)].join('\n'));
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const planned = planOf(engine, [table]);
  // Others are answered meanwhile.
  const first = await Promise.race([planned.then(() => 'the report'), afterTurns(3).then(() => 'others')]);
  const plan = await planned;
  expect([plan.counts, plan.problems.length]).toEqual([[{ ...none, name: 'Mika', faces: 1 }], 200_000]);
  expect(first).toBe('others');
});

test('names in the files themselves are read, of JPEG, PNG, WebP and TIFF', async () => {
  await using here = await bench();
  const picture = await draw(here.art, 'a.png', [red, grey]);
  const text = sidecar([['Mika', 0.25, 0.5, 0.5, 1]]);
  const kinds = ['jpeg', 'png', 'webp', 'tiff'] as const;
  for (const kind of kinds) {
    await sharp(picture)
      .toFormat(kind, { quality: 100 })
      .withXmp(text)
      .toFile(join(here.art, `b.${kind}`));
  }
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const plan = await planOf(engine, [here.art]);
  expect([plan.pictures, plan.counts]).toEqual([4, [{ ...none, name: 'Mika', faces: 4 }]]);
});

test.each([
  ['by its path', (art: string) => [`volumeid:?path=${encodeURI(art)}`, '/'] as const],
  ['by the id of its disk', (art: string) => ['volumeid:?uuid=1234-abcd', `/somewhere/${basename(art)}`] as const],
])("people of digiKam's database come in, with the album %s; it is only read", async (_name, placed) => {
  await using here = await bench();
  const { both, one } = await twoPictures(here);
  const database = join(here.art, 'digikam4.db');
  const images = [both, one].map((path, k) => ({
    name: basename(path),
    width: k === 0 ? 128 : 64,
    height: 32,
    orientation: 1,
  }));
  const [identifier, folder] = placed(here.art);
  makeDigikam(database, identifier, folder, [images[0]!, images[1]!]);
  const before = await readFile(database);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const plan = await planOf(engine, [here.art]);
  expect(plan.problems).toEqual([]);
  expect(plan.counts).toEqual([
    { ...none, name: 'Aoi', faces: 1 },
    { ...none, name: 'Mika', faces: 1 },
    { ...none, name: 'night', chosen: false },
  ]);
  await engine.applyImport(plan.id);
  expect([await namesIn(engine, both), await namesIn(engine, one)]).toEqual([['Mika', null], ['Aoi']]);
  expect(await readFile(database)).toEqual(before);
});

test("digiKam's database is read while digiKam runs, after it crashed and after it was closed, and its folder stays as it is", async () => {
  await using here = await bench();
  const { both, one } = await twoPictures(here);
  const size = { width: 64, height: 32, orientation: 1 };
  const images = [
    { name: basename(both), ...size, width: 128 },
    { name: basename(one), ...size },
  ] as const;
  const folder = join(here.art, '..', 'digikam');
  const database = join(folder, 'digikam4.db');
  await mkdir(folder);
  makeDigikam(database, `volumeid:?path=${encodeURI(here.art)}`, '/', images);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  // All but what those who have it open write to each other.
  const bytesOf = async (name: string) => (name.endsWith('-shm') ? null : readFile(join(folder, name), 'base64'));
  const listed = async () =>
    Promise.all((await readdir(folder)).sort().map(async (name) => [name, await bytesOf(name)]));
  const readNow = async () => {
    const before = await listed();
    const { problems, names } = await planOf(engine, [folder]);
    expect(await listed()).toEqual(before);
    return { problems: problems.map(({ kind }) => kind), names: names.map(({ name }) => name).sort() };
  };
  const writer = new Database(database);
  writer.pragma('journal_mode = WAL');
  writer.exec(`UPDATE Tags SET name = 'Rin' WHERE name = 'Mika'`);
  expect(await readNow(), 'running').toEqual({ problems: [], names: ['Aoi', 'Rin', 'night'] });
  const [main, log] = [await readFile(database), await readFile(`${database}-wal`)];
  writer.close();
  expect(await readNow(), 'closed').toEqual({ problems: [], names: ['Aoi', 'Rin', 'night'] });
  await writeFile(database, main);
  await writeFile(`${database}-wal`, log);
  expect(await readNow(), 'crashed').toEqual({ problems: [], names: ['Aoi', 'Rin', 'night'] });

  const locking = new Database(database);
  locking.pragma('journal_mode = DELETE');
  locking.exec('BEGIN EXCLUSIVE');
  expect(await readNow(), 'locked').toEqual({ problems: ['busy'], names: [] });
  locking.close();
});

test.each([
  [
    'older',
    `ALTER TABLE ImageTagProperties RENAME TO Old; CREATE TABLE Settings (keyword TEXT, value TEXT); INSERT INTO Settings VALUES ('DBVersion', '4');`,
    'other-version',
    'database version 4: no such table: ImageTagProperties',
  ],
  [
    'newer',
    `ALTER TABLE Tags RENAME COLUMN name TO title; CREATE TABLE Settings (keyword TEXT, value TEXT); INSERT INTO Settings VALUES ('DBVersion', '99');`,
    'other-version',
    'database version 99: no such column: t.name',
  ],
  ["another program's", 'DROP TABLE Images', 'not-understood', 'not a database of digiKam: no such table: Images'],
])('a database that is %s than those that are known says so', async (_name, change, kind, detail) => {
  await using here = await bench();
  const database = join(here.art, '..', 'digikam4.db');
  const image = { width: 64, height: 32, orientation: 1 };
  makeDigikam(database, 'volumeid:?path=/art', '/', [
    { name: 'a.png', ...image },
    { name: 'b.png', ...image },
  ]);
  const db = new Database(database);
  db.exec(change);
  db.close();
  await using library = here.open();
  const { problems } = await planOf(library.engine, [database]);
  expect(problems).toEqual([{ path: database, kind, detail }]);
});

test.skipIf(!exiftool)('names that exiftool writes into files and sidecars come in as meant', async () => {
  await using here = await bench();
  const { both, one } = await twoPictures(here);
  const jpeg = join(here.art, 'turned.jpg');
  await sharp(both).withMetadata({ orientation: 6 }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toFile(jpeg);
  const area = '{X=0.125,Y=0.5,W=0.25,H=1,Unit=normalized}';
  const info = `{AppliedToDimensions={W=128,H=32,Unit=pixel},RegionList=[{Area=${area},Name=Mika,Type=Face}]}`;
  const write = (...args: string[]) => execFileSync('exiftool', ['-q', '-overwrite_original', ...args]);
  write(`-RegionInfo=${info}`, both);
  write(`-RegionInfo=${info}`, jpeg);
  write('-XMP-iptcExt:PersonInImage=Aoi', '-XMP-dc:Subject=night', '-o', `${one}.xmp`, one);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const plan = await planOf(engine, [here.art]);
  expect(plan.problems).toEqual([]);
  expect(plan.counts).toEqual([
    { ...none, name: 'Mika', faces: 2 },
    { ...none, name: 'Aoi', faces: 1 },
    { ...none, name: 'night', chosen: false },
  ]);
  await engine.applyImport(plan.id);
  expect(await namesIn(engine, both)).toEqual(['Mika', null]);
  // Turned by a quarter, the stored picture's left end is above.
  const { faces } = await engine.searchFaces({}, all);
  const mika = (await engine.listCharacters()).find(({ name }) => name === 'Mika');
  const turned = faces.filter(({ path, character }) => basename(path) === 'turned.jpg' && character === mika?.id);
  expect(turned.map(({ box }) => box)).toEqual([[0, 0, 32, 32]]);
});

test('what cannot be understood or read is named, and the rest comes in', async () => {
  await using here = await bench();
  const { both, one } = await twoPictures(here);
  await writeFile(`${both}.xmp`, 'not <xml');
  await writeFile(`${one}.xmp`, `\uFEFF${sidecar([['Aoi', 0.25, 0.5, 0.5, 1]])}`, 'utf16le');
  await writeFile(join(here.art, '..', 'digikam4.db'), 'no database');
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const paths = [here.art, join(here.art, '..', 'digikam4.db'), join(here.art, 'nothing.csv')];
  const { counts: found, problems } = await planOf(engine, paths);
  expect(found).toEqual([{ ...none, name: 'Aoi', faces: 1 }]);
  expect(problems.at(-1)?.detail).toBe(`Unexpected content outside root element: 'not'`);
  expect(problems.map(({ path, kind }) => [basename(path), kind])).toEqual([
    ['digikam4.db', 'not-understood'],
    ['nothing.csv', 'unreadable'],
    ['both.png', 'not-understood'],
  ]);
});

test('what digiKam itself has read from our files comes back as meant', async () => {
  await using here = await bench();
  const both = join(here.art, 'both.jpg');
  await sharp(await drawing([red, grey, blue]))
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toFile(both);
  const one = await draw(here.art, 'one.png', [green, grey], 2);
  const two = join(here.art, 'two.tif');
  await sharp(await drawing([red, grey, grey], 4))
    .tiff()
    .toFile(two);
  const database = new Database(join(here.art, 'digikam4.db'));
  const script = await readFile(join(import.meta.dirname, '../../support/import/digikam-7.9.sql'), 'utf8');
  database.exec(script.replace('path=ART', `path=${encodeURI(here.art)}`));
  database.close();
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const plan = await planOf(engine, [here.art]);
  expect(plan.problems).toEqual([]);
  expect(plan.counts).toEqual([
    { ...none, name: '聖園ミカ', faces: 2 },
    { ...none, name: 'Aoi', faces: 1 },
    { ...none, name: 'Ren', faces: 1 },
  ]);
  await engine.applyImport(plan.id);
  expect([await namesIn(engine, both), await namesIn(engine, one), await namesIn(engine, two)]).toEqual([
    ['聖園ミカ', 'Ren'],
    ['Aoi'],
    ['聖園ミカ'],
  ]);
  expect((await planOf(engine, [here.art])).counts.map(({ name, faces, same }) => [name, faces, same])).toEqual([
    ['聖園ミカ', 0, 2],
    ['Aoi', 0, 1],
    ['Ren', 0, 1],
  ]);
});

test('what digiKam itself has written, beside a picture and into one, comes in as meant', async () => {
  await using here = await bench();
  const written = join(import.meta.dirname, '../../support/import');
  // As they were drawn for it, see digikam-writes.cpp there.
  const beside = await draw(here.art, 'both.png', [red, grey, blue, grey]);
  await copyFile(join(written, 'digikam-7.9.xmp'), `${beside}.xmp`);
  const inside = join(here.art, 'both.jpg');
  await copyFile(join(written, 'digikam-7.9.jpg'), inside);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const plan = await planOf(engine, [here.art]);
  expect([plan.problems, plan.counts.filter(({ chosen }) => chosen)]).toEqual([
    [],
    [
      { ...none, name: 'Aoi & Rei', faces: 2 },
      { ...none, name: '聖園ミカ', faces: 2 },
    ],
  ]);
  expect(plan.counts.filter(({ chosen }) => !chosen).map(({ name }) => name)).toEqual(['night']);
  await engine.applyImport(plan.id);
  for (const path of [beside, inside]) expect(await namesIn(engine, path)).toEqual(['聖園ミカ', 'Aoi & Rei']);
  const again = await planOf(engine, [here.art]);
  expect(again.counts.filter(({ chosen }) => chosen).map(({ faces, same }) => [faces, same])).toEqual([
    [0, 2],
    [0, 2],
  ]);
});
