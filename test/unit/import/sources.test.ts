import { sep } from 'node:path';
import { expect, test } from 'vitest';
import { isOfNobody, namesByFolder } from '../../../electron/engine/import/sources/folder-names.ts';
import { namesInPicasa } from '../../../electron/engine/import/sources/picasa-names.ts';
import { LeftOut } from '../../../electron/engine/import/sources/left-out.ts';
import { rowsOfJson, rowsOfTable } from '../../../electron/engine/import/sources/table-names.ts';
import { textOfFile } from '../../../electron/engine/import/sources/text-of-file.ts';
import { namesInXmp } from '../../../electron/engine/import/sources/xmp-names.ts';

const packet = (namespaces: string, inside: string, attributes = '') =>
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${namespaces} ${attributes}>${inside}
   </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
const mwg =
  'xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#" xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#"';

test('regions of Lightroom, which writes fields as elements, and of digiKam, which writes them as attributes, are the same', () => {
  const lightroom = packet(
    mwg,
    `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions rdf:parseType="Resource"><stDim:w>200</stDim:w>
     <stDim:h>100</stDim:h><stDim:unit>pixel</stDim:unit></mwg-rs:AppliedToDimensions><mwg-rs:RegionList><rdf:Bag>
     <rdf:li rdf:parseType="Resource"><mwg-rs:Area rdf:parseType="Resource"><stArea:x>0.5</stArea:x><stArea:y>0.5</stArea:y>
     <stArea:w>0.25</stArea:w><stArea:h>0.5</stArea:h></mwg-rs:Area><mwg-rs:Name>Mika</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type></rdf:li>
     </rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`,
  );
  const digikam = packet(
    mwg,
    `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stDim:w="200" stDim:h="100" stDim:unit="pixel"/>
     <mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="Mika" mwg-rs:Type="Face">
     <mwg-rs:Area stArea:x="0.5" stArea:y="0.5" stArea:w="0.25" stArea:h="0.5" stArea:unit="normalized"/></rdf:Description></rdf:li>
     <rdf:li><rdf:Description mwg-rs:Name="focus" mwg-rs:Type="Focus"><mwg-rs:Area stArea:x="0.5" stArea:y="0.5" stArea:w="0.1" stArea:h="0.1"/>
     </rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`,
  );
  const region = { box: [0.375, 0.25, 0.25, 0.5], frame: 'stored', size: { width: 200, height: 100 } };
  const mika = [{ name: 'Mika', kind: 'region', region }];
  expect(namesInXmp(lightroom)).toEqual(mika);
  expect(namesInXmp(digikam)).toEqual(mika);
});

test('regions of Windows, people and tags are read; a folder of tags named after people holds people', () => {
  const text = packet(
    `xmlns:MP="http://ns.microsoft.com/photo/1.2/" xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
     xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/"`,
    `<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag><rdf:li MPReg:Rectangle="0.1, 0.2, 0.3, 0.4" MPReg:PersonDisplayName="Ren"/>
     <rdf:li MPReg:Rectangle="0.5, 0.5, 0.1, 0.1"/></rdf:Bag></MPRI:Regions></MP:RegionInfo>
     <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Aoi</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
     <dc:subject><rdf:Bag><rdf:li>night</rdf:li><rdf:li>People</rdf:li></rdf:Bag></dc:subject>
     <lr:hierarchicalSubject><rdf:Bag><rdf:li>People|Rin</rdf:li><rdf:li>Places|Tokyo</rdf:li></rdf:Bag></lr:hierarchicalSubject>
     <digiKam:TagsList><rdf:Seq><rdf:li>人物/聖園ミカ</rdf:li><rdf:li>People/Unknown</rdf:li></rdf:Seq></digiKam:TagsList>`,
  );
  expect(namesInXmp(text).map(({ name, kind, region }) => [name, kind, region?.box ?? null])).toEqual([
    ['Ren', 'region', [0.1, 0.2, 0.3, 0.4]],
    ['Aoi', 'person', null],
    ['Rin', 'person', null],
    ['聖園ミカ', 'person', null],
    ['night', 'keyword', null],
  ]);
});

test('an XMP packet without names has none, and what is no XMP says so', () => {
  expect(namesInXmp(packet('', ''))).toEqual([]);
  expect(() => namesInXmp('<a/>')).toThrow('no rdf:RDF');
  expect(() => namesInXmp('not <xml')).toThrow(/./);
});

test("Picasa's faces are corners in hexadecimal, of contacts that a section of the file names", () => {
  const names = namesInPicasa(
    '[Picasa]\r\nname=art\r\n[Contacts2]\r\n8e62398ebda8c1a5=Mika;;\r\n[a.png]\r\nfaces=rect64(4000400080008000),8e62398ebda8c1a5;rect64(1),ffffffffffffffff\r\nbackuphash=1\r\n[b.png]\r\nstar=yes\r\n',
  );
  expect([...names.keys()]).toEqual(['a.png']);
  const [mika] = names.get('a.png') ?? [];
  expect(mika).toMatchObject({ name: 'Mika', kind: 'region' });
  expect(mika?.region?.box.map((value) => Math.round(value * 1000))).toEqual([250, 250, 250, 250]);
});

test('tables are read with and without titles, with commas, semicolons and tabs, quoted or not', () => {
  const rows = (text: string) => rowsOfTable(text).map(({ file, name }) => [file, name.name, name.kind]);
  const both = [
    ['a.png', 'Mika', 'row'],
    ['b, c.png', 'Ren "R"', 'row'],
  ];
  expect(rows('\uFEFFCharacter,File\r\nMika,a.png\r\n"Ren ""R""","b, c.png"\r\n,d.png\r\n')).toEqual(both);
  expect(rows('a.png;Mika\n"b, c.png";"Ren ""R"""\n')).toEqual(both);
  expect(rows('"b; c; d.png",Mika\na.png,Mika')[0]).toEqual(['b; c; d.png', 'Mika', 'row']);
  expect(rows('sep=|\r\na.png|Mika\r\n"b, c.png"|"Ren ""R"""')).toEqual(both);
  expect(rows('file,character\ra.png,Mika\r"b, c.png","Ren ""R"""\r')).toEqual(both);
  expect(rows('drawn by,file\nMika,a.png\n"Ren ""R""","b, c.png"')).toEqual(both);
  expect(rows('ファイル\tキャラクター\na.png\tMika\nb, c.png\t"Ren ""R"""')).toEqual(both);
});

test('a table that makes no sense says why: a quote that is never closed, no column of characters, another JSON', () => {
  for (const [read, why] of [
    [() => rowsOfTable('a.png,"Mika\nb.png,Ren\n'), 'a quote is never closed: "Mika\nb.png,Ren'],
    [() => rowsOfTable('id,file,size\n1,a.png,20\n'), 'no column is called “character”'],
    [() => rowsOfTable('a.png\nb.png\n'), 'no line has two columns'],
    [() => rowsOfTable('a.png|Mika\n'), 'no line has two columns'],
    [() => rowsOfJson('{"folders":[]}'), 'there is no list of faces in it'],
    [() => rowsOfJson('null'), 'there is no list of faces in it'],
  ] as const) {
    expect(read).toThrow(LeftOut);
    expect(read).toThrow(why);
  }
  expect(() => rowsOfJson('{')).toThrow(SyntaxError);
  for (const nothing of ['', '\r\n', 'file,character\n', 'a.png,\n']) expect(rowsOfTable(nothing)).toEqual([]);
});

test('tables are read as Excel saves them: in UTF-8, UTF-16 and the Shift-JIS of Japan', () => {
  const table = 'ファイル,キャラ\n絵.png,ミカ\n';
  const mika = [{ file: '絵.png', name: { name: 'ミカ', kind: 'row', region: null } }];

  const shiftJis = Buffer.from([
    0x83, 0x74, 0x83, 0x40, 0x83, 0x43, 0x83, 0x8b, 0x2c, 0x83, 0x4c, 0x83, 0x83, 0x83, 0x89, 0x0a, 0x8a, 0x47, 0x2e,
    0x70, 0x6e, 0x67, 0x2c, 0x83, 0x7e, 0x83, 0x4a, 0x0a,
  ]);
  for (const bytes of [Buffer.from(table), Buffer.from(`\uFEFF${table}`, 'utf16le'), shiftJis])
    expect(rowsOfTable(textOfFile(bytes))).toEqual(mika);
});

test('tables and JSON of our own export have places', () => {
  const csv =
    'path,pictureWidth,pictureHeight,face,x,y,width,height,score,character,name,similarity,state\r\n/art/a.png,200,100,1,50,25,20,10,0.9,3,Mika,0.8,confirmed\r\n/art/a.png,200,100,2,5,25,20,10,0.9,,,,\r\n';
  const json = JSON.stringify({
    version: 1,
    faces: [
      { path: '/art/a.png', pictureWidth: 200, pictureHeight: 100, x: 50, y: 25, width: 20, height: 10, name: 'Mika' },
    ],
  });
  const region = { box: [0.25, 0.25, 0.1, 0.1], frame: 'upright', size: { width: 200, height: 100 } };
  const mika = [{ file: '/art/a.png', name: { name: 'Mika', kind: 'region', region } }];
  expect(rowsOfTable(csv)).toEqual(mika);
  expect(rowsOfJson(json)).toEqual(mika);
  expect(rowsOfJson(`\uFEFF${json}`)).toEqual(mika);
});

test('folders name the files in them at any depth, and not those beside them', () => {
  const [root, at] = [`${sep}art`, (...parts: string[]) => [`${sep}art`, ...parts].join(sep)];
  const found = namesByFolder(root, [at('Mika', 'a.png'), at('Mika', 'old', 'b.png'), at('c.png')]);
  expect(found.map(({ path, names }) => [path, names[0]?.name])).toEqual([
    [at('Mika', 'a.png'), 'Mika'],
    [at('Mika', 'old', 'b.png'), 'Mika'],
  ]);
});

test.each([
  [
    true,
    [
      '2024',
      '01',
      '2024-11-30',
      '２０２４年１１月',
      '_unsorted',
      'Misc',
      'New folder (2)',
      '新しいフォルダー (3)',
      'その他',
      '未整理2',
      '!old',
    ],
  ],
  [
    false,
    ['Mika', '9S', 'A2', '聖園ミカ', 'Old Snake', 'Zero Two', 'C.C.', 'Otherworld Aoi', '没落令嬢', 'Final Boss'],
  ],
])('that a folder is of nobody: %s', (expected, folders) => {
  for (const folder of folders) expect(isOfNobody(folder), folder).toBe(expected);
});
