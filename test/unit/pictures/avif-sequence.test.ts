import { expect, it } from 'vitest';
import { asStill } from '../../../electron/engine/pictures/avif-sequence.ts';
import { decodePicture } from '../../../electron/engine/pictures/decode.ts';
import { boxAt, boxOf as box, numbers } from '../../../electron/engine/pictures/iso-boxes.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';

/** An animation as avifenc stores it: the first frame as a still picture, behind it the film. */
async function animation(): Promise<Buffer> {
  const still = await sharp({ create: { width: 60, height: 40, channels: 4, background: '#e08228' } })
    .avif({ lossless: true })
    .toBuffer();
  still.write('avis', 8, 'latin1');
  return Buffer.concat([still, box('moov', box('mvhd', Buffer.alloc(100)))]);
}

it('an AVIF animation is shown by its first frame', async () => {
  const { width, height, image } = await decodePicture(await animation());
  expect([width, height]).toEqual([60, 40]);
  const [r = 0, g = 0, b = 0] = image.data;
  for (const [is, was] of [
    [r, 0xe0],
    [g, 0x82],
    [b, 0x28],
  ] as const)
    expect(Math.abs(is - was)).toBeLessThan(4);
});

interface Track {
  readonly kind: 'pict' | 'auxv';
  readonly still: Buffer;
}

/** The pictures as the first frames of a film with no still one, as a camera or a converter of films stores it. */
function film(tracks: readonly Track[]): Buffer {
  const kind = box('ftyp', 'avis', numbers(4, 0), 'avisav01');
  const frames = tracks.map(({ still }) => contentOf(still, 'mdat'));
  let at = kind.length + 8;
  const boxes = tracks.map((track, index) => {
    const place = at;
    at += frames[index]?.length ?? 0;
    return trackOf(track, place, frames[index]?.length ?? 0);
  });
  return Buffer.concat([kind, box('mdat', ...frames), box('moov', ...boxes)]);
}

function contentOf(file: Buffer, ...names: readonly string[]): Buffer {
  const found = boxAt(file, { start: 0, end: file.length }, ...names);
  return file.subarray(found?.start, found?.end);
}

function trackOf({ kind, still }: Track, place: number, length: number): Buffer {
  const meta = contentOf(still, 'meta').subarray(4);
  const configuration = box('av1C', contentOf(meta, 'iprp', 'ipco', 'av1C'));
  const [width = 0, height = 0] = [24, 26].map((_, at) =>
    contentOf(meta, 'iprp', 'ipco', 'ispe').readUInt32BE(4 + 4 * at),
  );
  const head = Buffer.alloc(78);
  numbers(2, width, height).copy(head, 24);
  const samples = box(
    'stbl',
    box('stsd', numbers(4, 0, 1), box('av01', head, configuration)),
    box('stsz', numbers(4, 0, 0, 2, length, 7)),
    box('stco', numbers(4, 0, 1, place)),
  );
  const handler = box('hdlr', numbers(4, 0, 0), kind, numbers(4, 0, 0, 0), '\0');
  return box('trak', box('mdia', handler, box('minf', samples)));
}

async function drawn(channels: 1 | 3): Promise<Buffer> {
  const pixels = Buffer.from(Array.from({ length: 60 * 40 * channels }, (_, at) => (at * 7 + (at % 13) * 5) % 256));
  const raw = sharp(pixels, { raw: { width: 60, height: 40, channels } });
  return await raw
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .avif({ lossless: true })
    .toBuffer();
}

it('one that is a film only is shown by the first frame of that', async () => {
  const still = await drawn(3);
  const { image } = await decodePicture(film([{ kind: 'pict', still }]));
  expect(image).toEqual((await decodePicture(still)).image);
});

it('and is transparent where another track says so', async () => {
  const [still, alpha] = await Promise.all([drawn(3), drawn(1)]);
  const { image } = await decodePicture(
    film([
      { kind: 'auxv', still: alpha },
      { kind: 'pict', still },
    ]),
  );
  const [opaque, share] = await Promise.all([decodePicture(still), decodePicture(alpha)]);
  const off = image.data.reduce((most, value, at) => {
    const shown = (share.image.data[at] ?? 0) / 255;
    return Math.max(most, Math.abs(value - ((opaque.image.data[at] ?? 0) * shown + 224 * (1 - shown))));
  }, 0);
  expect(off).toBeLessThan(2);
});

it('a film that is cut off is damaged', async () => {
  const whole = film([{ kind: 'pict', still: await drawn(3) }]);
  const moved = Buffer.from(whole);
  moved.writeUInt32BE(whole.length, whole.indexOf('stco') + 12);
  await expect(decodePicture(moved)).rejects.toMatchObject({ reason: 'corrupt' });
});

it('what was read stays as it was, for its hash', async () => {
  const bytes = await animation();
  const before = Buffer.from(bytes);
  await decodePicture(bytes);
  expect(bytes.equals(before)).toBe(true);
});

it('a film of something else is not supported, and not called damaged', async () => {
  const film = Buffer.concat([box('ftyp', Buffer.from('avis\0\0\0\0avis', 'latin1')), box('moov', Buffer.alloc(64))]);
  await expect(decodePicture(film)).rejects.toMatchObject({ reason: 'not-supported' });
});

it('boxes that lie of their length end the search', () => {
  for (const length of [0, 7, 2 ** 32 - 1]) {
    const broken = box('ftyp', Buffer.from('avis\0\0\0\0', 'latin1'));
    broken.writeUInt32BE(length);
    expect(() => asStill(broken)).toThrow('not-supported');
  }
});
