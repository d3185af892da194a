import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readEmbeddedXmp } from '../../../electron/engine/metadata/embedded-xmp.ts';
import { draw, drawing, grey, red } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';

const exiftool = spawnSync('exiftool', ['-ver']).status === 0;
if (!exiftool) console.warn('exiftool is not installed: what it reads from our files is not checked');

const all = { offset: 0, limit: 1_000 };
const kinds = ['jpeg', 'png', 'webp', 'tiff'] as const;
const nothing = { written: 0, merged: 0, same: 0, problems: [], cancelled: false };

/** Pictures of one character in every kind that holds XMP, with EXIF, an ICC profile and a resolution beside the pixels. */
async function pictures(here: Bench): Promise<string[]> {
  const paths = kinds.map((kind) => join(here.art, `mika.${kind}`));
  for (const [k, kind] of kinds.entries()) {
    await sharp(await drawing([red, grey], k * 20))
      .toFormat(kind, { quality: 100 })
      .withExif({ IFD0: { Artist: 'Aoi', Copyright: 'ours' } })
      .withIccProfile('p3')
      .withMetadata({ density: 300 })
      .toFile(paths[k] ?? '');
    await utimes(paths[k] ?? '', 1_700_000_000, 1_700_000_000);
  }
  return paths;
}

async function named(here: Bench) {
  const opened = await openIndexed(here);
  const { faces } = await opened.engine.searchFaces({}, all);
  await opened.engine.moveFaces(
    faces.map(({ id }) => id),
    { name: '聖園 "Mika" <&>' },
  );
  return opened;
}

/** What exiftool says of each of the files. */
function seen(paths: readonly string[], ...wanted: string[]): Record<string, unknown>[] {
  const text = execFileSync('exiftool', ['-json', '-struct', '-G1', ...wanted, ...paths], { encoding: 'utf8' });
  return JSON.parse(text) as Record<string, unknown>[];
}

/** All that exiftool finds in files beside XMP, and beside how the container is marked and how large it is. */
function besides(paths: readonly string[]): Record<string, unknown>[] {
  const found = seen(paths, '-a', '-u', '--XMP:all', '--File:FileSize', '--System:all', '--ExifTool:all');
  return found.map((each) => Object.fromEntries(Object.entries(each).filter(([key]) => !/XMP|WebP_?Flags/i.test(key))));
}

/** What exiftool finds wrong with how files are built. */
function warnings(paths: readonly string[]): unknown[] {
  return seen(paths, '-validate', '-warning').map((each) => [each['ExifTool:Validate'], each['ExifTool:Warning']]);
}

test('names go into files, which keep their pixels, their other metadata, their time and what the library knows of them', async () => {
  await using here = await bench();
  const paths = await pictures(here);
  const before = await Promise.all(
    paths.map(async (path) => ({ pixels: await sharp(path).raw().toBuffer(), about: await sharp(path).metadata() })),
  );
  const listed = exiftool ? besides(paths) : [];
  const warned = exiftool ? warnings(paths) : [];
  const { engine, library } = await named(here);
  {
    await using _ = library;
    expect(await engine.previewXmp({}, 'inside')).toMatchObject({ ...nothing, written: 4 });
    expect(paths.map(readEmbeddedXmp)).toEqual([null, null, null, null]);
    expect(await engine.exportXmp({}, 'inside')).toMatchObject({ ...nothing, written: 4 });
    expect(await engine.exportXmp({}, 'inside')).toMatchObject({ ...nothing, same: 4 });
    expect((await readdir(here.art)).sort()).toEqual(kinds.map((kind) => `mika.${kind}`).sort());
  }
  for (const [k, path] of paths.entries()) {
    const noXmp = { xmp: null, xmpAsString: null, size: null };
    expect({ ...(await sharp(path).metadata()), ...noXmp }, path).toEqual({ ...before[k]!.about, ...noXmp });
    expect(Buffer.compare(await sharp(path).raw().toBuffer(), before[k]!.pixels), path).toBe(0);
    expect((await stat(path)).mtimeMs).toBe(1_700_000_000_000);
    expect(readEmbeddedXmp(path)).toContain('mwg-rs:Name="聖園 &quot;Mika&quot; &lt;&amp;&gt;"');
  }
  if (exiftool) {
    expect(besides(paths)).toEqual(listed);
    expect(warnings(paths)).toEqual(warned);
    for (const told of seen(paths, '-XMP:all')) {
      expect(told).toMatchObject({
        'XMP-mwg-rs:RegionInfo': { RegionList: [{ Name: '聖園 "Mika" <&>', Type: 'Face' }] },
        'XMP-iptcExt:PersonInImage': ['聖園 "Mika" <&>'],
      });
    }
  }
  // The files have other bytes now: they are the same pictures for the library that is opened anew.
  const again = await openIndexed(here);
  await using _again = again.library;
  const { faces } = await again.engine.searchFaces({}, all);
  expect(faces.map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
});

test('a packet of another program is completed, and a second library reads the names from the files', async () => {
  await using here = await bench();
  const path = join(here.art, 'mika.png');
  const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>${' '.repeat(2_000)}<?xpacket end="w"?>`;
  await sharp(await drawing([red, grey]))
    .png()
    .withXmp(packet)
    .toFile(path);
  {
    const { engine, library } = await named(here);
    await using _ = library;
    expect(await engine.exportXmp({}, 'inside')).toMatchObject({ ...nothing, merged: 1 });
  }
  expect(readEmbeddedXmp(path)).toContain('xmp:Rating="4"');
  await using elsewhere = await bench();
  const { engine, library } = await openIndexed({ ...elsewhere, art: here.art });
  await using _ = library;
  const plan = await engine.planImport({ paths: [here.art], folders: false });
  expect(plan.names.map(({ name, faces }) => [name, faces])).toEqual([['聖園 "Mika" <&>', 1]]);
});

test('copies of a picture stay copies', async () => {
  await using here = await bench();
  const path = await draw(here.art, 'mika.png', [red, grey]);
  await copyFile(path, join(here.art, 'copy.png'));
  const { engine, library } = await named(here);
  await using _ = library;
  expect(await engine.exportXmp({}, 'inside')).toMatchObject({ ...nothing, written: 2 });
  await engine.whenIdle();
  const { faces } = await engine.searchFaces({}, all);
  const [first] = faces;
  expect(new Set(faces.map(({ picture }) => picture)).size).toBe(1);
  expect((await engine.getPicture(first!.picture)).paths).toHaveLength(2);
  expect(await readFile(path)).toEqual(await readFile(join(here.art, 'copy.png')));
});

test('what has no place for XMP, or has changed, is named and left as it is', async () => {
  await using here = await bench();
  const gif = join(here.art, 'mika.gif');
  await sharp(await drawing([red, grey]))
    .gif()
    .toFile(gif);
  const png = await draw(here.art, 'ren.png', [red, grey], 5);
  const cut = join(here.art, 'cut.jpg');
  await sharp(await drawing([red, grey], 9))
    .jpeg({ quality: 100 })
    .toFile(cut);
  const { engine, library } = await named(here);
  await using _ = library;
  const before = await readFile(gif);
  await draw(here.art, 'ren.png', [red, red, red], 6);
  // XMP that goes on in a second part is read by few, and is not touched.
  const jpeg = await readFile(cut);
  const extension = Buffer.from('http://ns.adobe.com/xmp/extension/\0rest', 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, extension.length + 2]);
  await writeFile(cut, Buffer.concat([jpeg.subarray(0, 2), head, extension, jpeg.subarray(2)]));
  const { written, problems } = await engine.exportXmp({}, 'inside');
  expect([written, problems.map(({ path, kind }) => [path, kind])]).toEqual([
    0,
    [
      [cut, 'no-place'],
      [gif, 'no-place'],
      [png, 'changed'],
    ],
  ]);
  expect(await readFile(gif)).toEqual(before);
  expect((await readdir(here.art)).sort()).toEqual(['cut.jpg', 'mika.gif', 'ren.png']);
});
