import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { formatOf, knownEndings, pictureEndings, pictureFormats } from '../../../electron/contract/formats.ts';

test('an ending belongs to one format, in lower case and without a dot', () => {
  expect(new Set(knownEndings).size).toBe(knownEndings.length);
  for (const ending of knownEndings) expect(ending).toMatch(/^[a-z0-9]+$/);
});

test('what is read is what artists were promised', () => {
  const promised = ['avif', 'gif', 'jfi', 'jfif', 'jif', 'jpe', 'jpeg', 'jpg', 'png', 'tif', 'tiff', 'apng', 'webp'];
  const ofPrograms = [
    'psd',
    'psb',
    'clip',
    'kra',
    'krz',
    'ora',
    'procreate',
    'xcf',
    'ase',
    'aseprite',
    'pdn',
    'ai',
    'pdf',
    'afphoto',
    'afdesign',
    'af',
    'sai2',
    'mdp',
  ];
  const others = ['heic', 'heif', 'hif', 'jxl', 'exr', 'hdr', 'dds', 'qoi', 'bmp', 'dib', 'ico', 'tga', 'icb', 'vda'];
  expect(pictureEndings.toSorted()).toEqual([...promised, ...ofPrograms, ...others].sort());
});

test.each(['README.md', 'docs/formats.md'])('%s names every format that is read', async (file) => {
  const text = (await readFile(new URL(`../../../${file}`, import.meta.url), 'utf8')).toLowerCase();
  const names = pictureFormats.flatMap(({ label }) => label.split(', ')).filter((name) => name !== 'PDF');
  expect(names.filter((name) => !text.includes(name.replace(' HDR', '').toLowerCase()))).toEqual([]);
});

test('a file of ISO media is what its brands say', () => {
  const brands = (...names: readonly string[]) => `\0\0\0\x20ftyp${names[0]}\0\0\0\0${names.slice(1).join('')}`;
  expect(formatOf(brands('heic', 'mif1', 'heic'))?.label).toBe('HEIC');
  expect(formatOf(brands('mif1', 'mif1', 'heic'))?.label).toBe('HEIC');
  expect(formatOf(brands('mif1', 'mif1', 'avif', 'miaf'))?.label).toBe('AVIF');
  expect(formatOf(brands('avif', 'avif', 'mif1'))?.label).toBe('AVIF');
  expect(formatOf(brands('isom', 'mp41'))).toBeNull();
});

test('what is known and not read is told by its content, or by its name alone', () => {
  expect(formatOf('<svg>')).toMatchObject({ label: 'SVG', kind: 'unread' });
  expect(formatOf('\x12\x34', 'a.SAI')).toMatchObject({ label: 'PaintTool SAI', kind: 'unread' });
});

test('a picture of each format that libvips loads is known by its content, whatever its name', async () => {
  const dot = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
  for (const { label, kind } of pictureFormats) {
    if (kind !== 'libvips') continue;
    const bytes = await dot
      .clone()
      .toFormat(label.toLowerCase() as 'png')
      .toBuffer();
    expect(formatOf(bytes.toString('latin1', 0, 1024), 'a.svg')?.label).toBe(label);
  }
});

test('SVG is known, and not read', () => {
  const files = [
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<?xml version="1.0"?>\n<!-- Krita -->\n<svg\nwidth="2">',
  ];
  for (const text of [...files, `\xef\xbb\xbf${files[1]}`])
    expect(formatOf(text)).toMatchObject({ label: 'SVG', kind: 'unread' });
  expect(formatOf('<html><svg/></html>')).toBeNull();
  expect(pictureEndings).not.toContain('svg');
  expect(knownEndings).toContain('svg');
});
