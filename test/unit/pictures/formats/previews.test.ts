import { describe, expect, it } from 'vitest';
import { readClip } from '../../../../electron/engine/pictures/formats/clip/read-clip.ts';
import { readAffinity } from '../../../../electron/engine/pictures/formats/embedded/read-affinity.ts';
import { readMdp } from '../../../../electron/engine/pictures/formats/embedded/read-mdp.ts';
import { readPdn } from '../../../../electron/engine/pictures/formats/embedded/read-pdn.ts';
import { readXmpPreview } from '../../../../electron/engine/pictures/formats/embedded/read-xmp-preview.ts';
import { readLayeredZip, readProcreate } from '../../../../electron/engine/pictures/formats/zip/read-zip.ts';
import { sharp } from '../../../../electron/engine/pictures/libvips.ts';
import { clipDatabase, clipFile } from '../../../support/formats/clip.ts';
import { mdp } from '../../../support/formats/mdp.ts';
import { bytesRead, read, refusal } from '../../../support/formats/reading.ts';
import { zip } from '../../../support/formats/zip.ts';

const canvas = { create: { width: 8, height: 8, channels: 3 as const, background: { r: 20, g: 60, b: 200 } } };
const png = await sharp(canvas).png().toBuffer();
const small = await sharp(canvas).resize(4).png().toBuffer();
const jpeg = await sharp(canvas).jpeg().toBuffer();

function preview(bytes: Uint8Array): unknown {
  return { kind: 'encoded', bytes: new Uint8Array(bytes), isPreview: true };
}

async function readPlain(...args: Parameters<typeof read>): Promise<unknown> {
  const reading = await read(...args);
  return reading.kind === 'encoded' ? { ...reading, bytes: new Uint8Array(reading.bytes) } : reading;
}

describe('a file of Clip Studio Paint', () => {
  it('shows the preview of its canvas', async () => {
    expect(await readPlain(readClip, clipFile(clipDatabase(png)))).toEqual(preview(png));
  });

  it('is found by its database alone, whatever it has of layers', async () => {
    const file = clipFile(clipDatabase(png));
    expect(await bytesRead(readClip, file)).toBeLessThan(file.length - 2900);
  });

  it('says that it has no preview', async () => {
    expect(await refusal(readClip, clipFile(clipDatabase(null)))).toBe('not-supported');
    expect(await refusal(readClip, clipFile(clipDatabase(null, 'CREATE TABLE Canvas (a)')))).toBe('not-supported');
    expect(await refusal(readClip, clipFile(clipDatabase(Buffer.from('no picture'))))).toBe('corrupt');
  });

  it.each([
    [
      'a query without end',
      `CREATE VIEW CanvasPreview (ImageData) AS
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT zeroblob(i) FROM n`,
    ],
    [
      'a column that is made up',
      'CREATE TABLE CanvasPreview (a, ImageData AS (zeroblob(200000000))); INSERT INTO CanvasPreview VALUES (1)',
    ],
    [
      'a table of another kind',
      "CREATE VIRTUAL TABLE CanvasPreview USING fts5(ImageData); INSERT INTO CanvasPreview VALUES (x'00')",
    ],
  ])('runs nothing that its database asks for: %s', async (_, sql) => {
    expect(await refusal(readClip, clipFile(clipDatabase(null, sql)))).toBe('not-supported');
  });

  it('says that it is damaged, wherever it is', async () => {
    const database = clipDatabase(png);
    expect(await refusal(readClip, clipFile(Buffer.alloc(4096, 1)))).toBe('damaged');
    expect(await refusal(readClip, clipFile(database.subarray(0, 5000)))).toBe('damaged');
    expect(await refusal(readClip, clipFile(database).subarray(0, 2000))).toBe('corrupt');
    const endless = clipFile(database);
    endless.writeBigUInt64BE(2n ** 63n, 24 + 8);
    expect(await refusal(readClip, endless)).toBe('corrupt');
  });
});

describe('a zip of Krita or OpenRaster', () => {
  const thumbnail = { name: 'Thumbnails/thumbnail.png', bytes: small };
  const layer = { name: 'picture/layers/layer1', bytes: Buffer.alloc(3_000_000, 'ab'), stored: true };

  it('is shown by its finished picture', async () => {
    const file = zip([thumbnail, { name: 'mergedimage.png', bytes: png }, layer]);
    expect(await readPlain(readLayeredZip, file)).toEqual({
      kind: 'encoded',
      bytes: new Uint8Array(png),
      isPreview: false,
    });
  });

  it('is shown by its small picture where that is all', async () => {
    expect(await readPlain(readLayeredZip, zip([thumbnail, layer]))).toEqual(preview(small));
    expect(await readPlain(readLayeredZip, zip([layer, { name: 'preview.png', bytes: small }]))).toEqual(
      preview(small),
    );
    expect(await refusal(readLayeredZip, zip([layer]))).toBe('not-supported');
  });

  it('is not read whole', async () => {
    const file = zip([layer, { name: 'mergedimage.png', bytes: png }, layer]);
    expect(await bytesRead(readLayeredZip, file)).toBeLessThan(200_000);
  });

  it('is refused where it is a bomb, or lies about one', async () => {
    const bomb = { name: 'mergedimage.png', bytes: Buffer.alloc(10_000_000) };
    expect(await refusal(readLayeredZip, zip([{ ...bomb, claimed: 3_000_000_000 }]))).toBe('too-large');
    expect(await refusal(readLayeredZip, zip([{ ...bomb, claimed: 1000 }]))).toBe('damaged');
    expect(await refusal(readLayeredZip, zip([bomb]))).toBe('corrupt');
  });

  it('is damaged where it ends too early', async () => {
    const file = zip([{ name: 'mergedimage.png', bytes: png, stored: true }]);
    for (let length = 0; length < file.length; length += 7) {
      expect(await refusal(readLayeredZip, file.subarray(0, length))).toBe('damaged');
    }
  });
});

describe('a file of Procreate', () => {
  it('shows its preview', async () => {
    const file = zip([
      { name: 'Document.archive', bytes: small },
      { name: 'QuickLook/Thumbnail.png', bytes: png },
    ]);
    expect(await readPlain(readProcreate, file)).toEqual(preview(png));
    expect(await refusal(readProcreate, zip([{ name: 'Document.archive', bytes: small }]))).toBe('not-supported');
  });
});

describe('a file of Paint.NET', () => {
  function pdn(xml: string): Buffer {
    const start = Buffer.from('PDN3\0\0\0', 'latin1');
    start.writeUIntLE(Buffer.byteLength(xml), 4, 3);
    return Buffer.concat([start, Buffer.from(xml), Buffer.alloc(100, 1)]);
  }

  it('shows its preview', async () => {
    const xml = `<pdnImage width="8" height="8"><custom><thumb png="${small.toString('base64')}" /></custom></pdnImage>`;
    expect(await readPlain(readPdn, pdn(xml))).toEqual(preview(small));
    expect(await refusal(readPdn, pdn('<pdnImage><custom></custom></pdnImage>'))).toBe('not-supported');
    expect(await refusal(readPdn, pdn(xml).subarray(0, 120))).toBe('not-supported');
    expect(await refusal(readPdn, pdn(xml.replace(/png="[^"]+"/, 'png="AAAA"')))).toBe('corrupt');
  });
});

describe('a file of Affinity', () => {
  const packed = Buffer.alloc(3_000_000, 7);

  it.each([0, 1_048_570, 3_000_000])('shows its largest preview, %i bytes from its start', async (before) => {
    const file = Buffer.concat([Buffer.from('\0\xffKA', 'latin1'), packed.subarray(0, before), small, png, packed]);
    expect(await readPlain(readAffinity, file)).toEqual(preview(png));
  });

  it('says that it has none, or none that is whole', async () => {
    expect(await refusal(readAffinity, packed)).toBe('not-supported');
    expect(await refusal(readAffinity, Buffer.concat([packed, png.subarray(0, -9)]))).toBe('not-supported');
    const endless = Buffer.concat([packed, png]);
    endless.writeUInt32BE(2 ** 32 - 1, packed.length + 8);
    expect(await refusal(readAffinity, endless)).toBe('not-supported');
  });
});

describe('a file of MediBang Paint', () => {
  const thumb = { width: 2, height: 1, data: Uint8Array.from([1, 2, 3, 255, 40, 50, 60, 128]) };

  it.each([true, false])('shows its preview, packed: %s', async (isPacked) => {
    const pixels = { kind: 'pixels', channels: 4, isPreview: true, ...thumb };
    expect(await read(readMdp, mdp(thumb, isPacked))).toEqual(pixels);
  });

  it('says that it has none', async () => {
    expect(await refusal(readMdp, mdp(null))).toBe('not-supported');
    const file = mdp(thumb);
    expect(await refusal(readMdp, file.subarray(0, file.lastIndexOf('PAC ')))).toBe('not-supported');
  });

  it('is refused where it is damaged, or a bomb', async () => {
    const file = mdp(thumb);
    expect(await refusal(readMdp, file.subarray(0, -1))).toBe('damaged');
    expect(await refusal(readMdp, mdp({ ...thumb, width: 3 }))).toBe('corrupt');
    expect(await refusal(readMdp, mdp({ ...thumb, width: 1 }))).toBe('damaged');
    expect(await refusal(readMdp, mdp({ ...thumb, width: 1_000_000, height: 1_000_000 }))).toBe('too-large');
    const endless = mdp(thumb);
    endless.writeUInt32LE(2 ** 32 - 1, 12);
    expect(await refusal(readMdp, endless)).toBe('too-large');
  });
});

describe('a file of Illustrator', () => {
  const image = jpeg.toString('base64').replaceAll(/(.{76})/g, '$1&#xA;');
  const xmp = `<xmpGImg:format>JPEG</xmpGImg:format><xmpGImg:image>${image}</xmpGImg:image>`;

  it.each([0, 1_048_570, 3_000_000])(
    'shows the preview that is described in it, %i bytes from its start',
    async (before) => {
      const file = Buffer.concat([Buffer.alloc(before, '%'), Buffer.from(xmp), Buffer.alloc(5000)]);
      expect(await readPlain(readXmpPreview, file)).toEqual(preview(jpeg));
    },
  );

  it('says that it has none', async () => {
    expect(await refusal(readXmpPreview, Buffer.from('%PDF-1.7 …'))).toBe('not-supported');
    expect(await refusal(readXmpPreview, Buffer.from(xmp.slice(0, 300)))).toBe('not-supported');
  });
});
