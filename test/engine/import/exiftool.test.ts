import { execFileSync, spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Engine } from '../../../electron/engine/engine.ts';
import { blue, drawing, grey, red, type Colour } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';

const exiftool = spawnSync('exiftool', ['-ver']).status === 0;
if (!exiftool) console.warn('exiftool is not installed: nothing is written or read by it');

const all = { offset: 0, limit: 1_000 };
const kinds = ['jpeg', 'png', 'webp', 'tiff'] as const;
const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** One picture of each kind that holds XMP, turned each way that EXIF knows. As stored a red face stands left and a blue one right. */
async function pictures(here: Bench): Promise<string[]> {
  const paths: string[] = [];
  for (const [k, kind] of kinds.entries()) {
    for (const orientation of orientations) {
      const path = join(here.art, `${orientation}.${kind}`);
      const stored = sharp(await drawing([red, grey, grey, blue], k * 8 + orientation));
      await (kind === 'webp' ? stored.webp({ lossless: true }) : stored.toFormat(kind, { quality: 100 })).toFile(path);
      paths.push(path);
    }
  }
  for (const orientation of orientations)
    run(
      '-q',
      '-overwrite_original',
      '-n',
      `-Orientation=${orientation}`,
      ...paths.filter((path) => basename(path).startsWith(`${orientation}.`)),
    );
  return paths;
}

function run(...args: string[]): string {
  return execFileSync('exiftool', args, { encoding: 'utf8' });
}

function isLike([r, g, b]: Colour, seen: readonly number[]): boolean {
  return [r, g, b].every((value, k) => Math.abs(value - (seen[k] ?? 0)) < 60);
}

/** The colour in the middle of a box, by how sharp turns the picture. */
async function colourIn(
  path: string,
  [x, y, width, height]: readonly [number, number, number, number],
): Promise<number[]> {
  const { data, info } = await sharp(path).rotate().removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y + height / 2) * info.width + Math.floor(x + width / 2)) * info.channels;
  return [...data.subarray(at, at + 3)];
}

/** Every face with a name shows the colour of that name. */
async function expectColours(engine: Engine, colours: Readonly<Record<string, Colour>>): Promise<void> {
  const names = new Map((await engine.listCharacters()).map(({ id, name }) => [id, name]));
  for (const { path, box, character } of (await engine.searchFaces({}, all)).faces) {
    const colour = colours[(character === null ? null : names.get(character)) ?? ''];
    expect(colour, `${basename(path)} at ${box.join(' ')}`).toBeDefined();
    if (colour) expect(isLike(colour, await colourIn(path, box)), `${basename(path)} at ${box.join(' ')}`).toBe(true);
  }
}

const area = (x: number) => `{X=${x},Y=0.5,W=0.25,H=1,Unit=normalized}`;
const mwg = `-RegionInfo={AppliedToDimensions={W=128,H=32,Unit=pixel},RegionList=[{Area=${area(0.125)},Name=Mika,Type=Face},{Area=${area(0.875)},Name=Ren,Type=Face}]}`;
const microsoft = `-RegionInfoMP={Regions=[{PersonDisplayName=Mika,Rectangle=0|, 0|, 0.25|, 1},{PersonDisplayName=Ren,Rectangle=0.75|, 0|, 0.25|, 1}]}`;

test.skipIf(!exiftool).each([
  ['of the Metadata Working Group', mwg],
  ['of Microsoft', microsoft],
])(
  'regions %s that exiftool writes into JPEG, PNG, WebP and TIFF are read, turned as EXIF says',
  async (_name, regions) => {
    await using here = await bench();
    const paths = await pictures(here);
    run(
      '-q',
      '-overwrite_original',
      regions,
      '-XMP-iptcExt:PersonInImage=Mika',
      '-XMP-lr:HierarchicalSubject=People|Ren',
      '-XMP-dc:Subject=night',
      ...paths,
    );
    const { engine, library } = await openIndexed(here);
    await using _ = library;
    const plan = await engine.planImport({ paths: [here.art], folders: false });
    expect(plan.problems).toEqual([]);
    expect(
      plan.names.map(({ name, kinds: found, chosen, faces, boxes }) => [name, [...found].sort(), chosen, faces, boxes]),
    ).toEqual([
      ['Mika', ['person', 'region'], true, 32, 0],
      ['Ren', ['person', 'region'], true, 32, 0],
      ['night', ['keyword'], false, 0, 0],
    ]);
    await engine.applyImport(plan.id);
    await expectColours(engine, { Mika: red, Ren: blue });
    const again = await engine.planImport({ paths: [here.art], folders: false });
    expect(again.names.slice(0, 2).map(({ faces, boxes, same }) => [faces, boxes, same])).toEqual([
      [0, 0, 32],
      [0, 0, 32],
    ]);
  },
);

test.skipIf(!exiftool)(
  'people and tags in folders that exiftool writes, into files and sidecars, name the only face',
  async () => {
    await using here = await bench();
    const said = [
      '-XMP-iptcExt:PersonInImage=聖園ミカ',
      '-XMP-lr:HierarchicalSubject=人物|Ren',
      '-XMP-digiKam:TagsList=People/Aoi & co',
    ];
    for (const [k, tag] of said.entries()) {
      for (const [j, kind] of kinds.entries()) {
        const path = join(here.art, `${k}.${kind}`);
        await sharp(await drawing([[red, blue, [40, 220, 60] as const][k] ?? grey, grey], k * 4 + j))
          .toFormat(kind)
          .toFile(path);
        run('-q', tag, ...(j % 2 === 0 ? ['-overwrite_original', path] : ['-o', `${path}.xmp`, path]));
      }
    }
    const { engine, library } = await openIndexed(here);
    await using _ = library;
    const plan = await engine.planImport({ paths: [here.art], folders: false });
    expect(plan.problems).toEqual([]);
    expect(plan.names.map(({ name, faces }) => [name, faces]).sort()).toEqual([
      ['Aoi & co', 4],
      ['Ren', 4],
      ['聖園ミカ', 4],
    ]);
  },
);

interface Told {
  readonly RegionInfo: {
    readonly AppliedToDimensions: object;
    readonly RegionList: readonly {
      readonly Name: string;
      readonly Area: Readonly<Record<'X' | 'Y' | 'W' | 'H', number>>;
    }[];
  };
  readonly SourceFile: string;
}

test.skipIf(!exiftool).each(['beside', 'inside'] as const)(
  'exiftool reads what we write %s pictures: regions as stored, people, tags, stars, a note',
  async (place) => {
    await using here = await bench();
    const paths = await pictures(here);
    const { engine, library } = await openIndexed(here);
    await using _ = library;
    const { faces } = await engine.searchFaces({}, all);
    const colours = await Promise.all(faces.map(({ path, box }) => colourIn(path, box)));
    for (const [name, colour] of [
      ['聖園 "Mika" <&>', red],
      ['Ren', blue],
    ] as const)
      await engine.moveFaces(
        faces.filter((_face, k) => isLike(colour, colours[k] ?? [])).map(({ id }) => id),
        { name },
      );
    const mika = (await engine.listCharacters()).find(({ name }) => name?.includes('Mika'))!;
    await engine.addToSeries([mika.id], 'Blue | Archive');
    await engine.setAliases(mika.id, [{ name: 'ミカ', language: 'ja' }]);
    await engine.tagCharacters([mika.id], 'main & lead');
    const hers = faces.filter((_face, k) => isLike(red, colours[k] ?? []));
    await engine.setOutfit(
      hers.map(({ id }) => id),
      'winter',
    );
    const pictured = [...new Set(faces.map(({ picture }) => picture))];
    await engine.tagPictures(pictured, 'night');
    await engine.ratePictures(pictured, 4);
    for (const picture of pictured) await engine.notePicture(picture, 'Retouch <the> sky.');
    expect(await engine.exportXmp({}, place)).toMatchObject({ written: 32, problems: [] });

    const files = place === 'inside' ? paths : paths.map((path) => `${path}.xmp`);
    const told = JSON.parse(run('-q', '-json', '-struct', '-XMP:all', ...files)) as (Told & object)[];
    for (const each of told) {
      expect(each, basename(each.SourceFile)).toMatchObject({
        Subject: ['night', 'main & lead', 'Blue | Archive', 'winter', 'ミカ'],
        HierarchicalSubject: ['Blue / Archive|聖園 "Mika" <&>|winter', 'night', 'main & lead', 'ミカ'],
        PersonInImage: expect.arrayContaining(['聖園 "Mika" <&>', 'Ren']) as unknown,
        Rating: 4,
        Description: 'Retouch <the> sky.',
        RegionInfo: { AppliedToDimensions: { W: 128, H: 32, Unit: 'pixel' } },
      });
      // The regions are of the picture as it is stored: red left, blue right.
      const regions = each.RegionInfo.RegionList.map(({ Name, Area }) => [Name, [Area.X, Area.Y, Area.W, Area.H]]);
      expect(new Map(regions as [string, number[]][]), basename(each.SourceFile)).toEqual(
        new Map([
          ['聖園 "Mika" <&>', [0.125, 0.5, 0.25, 1]],
          ['Ren', [0.875, 0.5, 0.25, 1]],
        ]),
      );
    }
  },
);
