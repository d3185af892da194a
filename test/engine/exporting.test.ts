import { execFileSync, spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { draw, red, shade } from '../support/drawn.ts';
import { bench, type Bench } from '../support/library.ts';

const exiftool = spawnSync('exiftool', ['-ver']).status === 0;
if (!exiftool) console.warn('exiftool is not installed: what it reads from our sidecars is not checked');

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

function seen(path: string): Record<string, unknown> {
  const text = execFileSync('exiftool', ['-json', '-struct', '-XMP:all', path], { encoding: 'utf8' });
  return (JSON.parse(text) as Record<string, unknown>[])[0] ?? {};
}

test('faces come as CSV and JSON, and no file is written over', async () => {
  await using here = await bench();
  await using opened = await library(here);
  const lines = opened.engine.facesAsText({}, 'csv').split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(`${join(here.art, '0.png')},64,32,`);
  expect(lines[1]).toContain('"白石 ""Mika"""');
  const to = join(here.art, 'faces.json');
  expect(await opened.engine.exportFaces({ scope: {}, format: 'json', to, overwrite: false })).toEqual({ faces: 2 });
  expect((JSON.parse(await readFile(to, 'utf8')) as { faces: unknown[] }).faces).toHaveLength(2);
  const again = opened.engine.exportFaces({ scope: {}, format: 'csv', to, overwrite: false });
  await expect(again).rejects.toMatchObject({ code: 'file-exists' });
});

test('sidecars are written once, completed where they are there, and say the same the next time', async () => {
  await using here = await bench();
  await using opened = await library(here);
  await writeFile(join(here.art, '1.xmp'), foreign);
  expect(await opened.engine.exportXmp({})).toEqual({ written: 1, merged: 1, same: 0, problems: [] });
  expect(await opened.engine.exportXmp({})).toEqual({ written: 0, merged: 0, same: 2, problems: [] });
  expect((await readdir(here.art)).sort()).toEqual(['0.png', '0.png.xmp', '1.png', '1.xmp']);
  const merged = await readFile(join(here.art, '1.xmp'), 'utf8');
  for (const kept of ['xmp:Rating="4"', '<rdf:li>night</rdf:li>', 'mwg-rs:Name="Rin"']) expect(merged).toContain(kept);
  const [old] = await readdir(join(here.library, 'replaced-xmp'));
  expect(await readFile(join(here.library, 'replaced-xmp', old ?? ''), 'utf8')).toBe(foreign);
});

test('a sidecar that is no XMP is left as it is, and named', async () => {
  await using here = await bench();
  await using opened = await library(here);
  await writeFile(join(here.art, '0.png.xmp'), 'not <xml');
  const { written, problems } = await opened.engine.exportXmp({});
  expect([written, problems.map(({ path }) => path)]).toEqual([1, [join(here.art, '0.png')]]);
  expect(await readFile(join(here.art, '0.png.xmp'), 'utf8')).toBe('not <xml');
});

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
