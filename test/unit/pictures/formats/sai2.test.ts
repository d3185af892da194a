import { describe, expect, it } from 'vitest';
import { readSai2 } from '../../../../electron/engine/pictures/formats/sai/read-sai2.ts';
import { sai2 } from '../../../support/formats/sai2.ts';
import { read, refusal } from '../../../support/formats/reading.ts';
import { random } from '../../../support/vectors.ts';

/** Flat parts, soft ones and noise: runs, and numbers of every length. */
function picture(width: number, height: number) {
  const next = random(5);
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < data.length; at += 1) {
    const x = Math.floor(at / 4) % width;
    data[at] = x < width / 3 ? 200 : x < width / 2 ? x : Math.floor(next() * 256);
  }
  return { width, height, data };
}

describe('a file of PaintTool SAI 2', () => {
  it.each([
    [1, 1],
    [40, 30],
    [300, 5],
    [5, 600],
    [270, 260],
  ])('shows the picture of all its layers, %i by %i', async (width, height) => {
    const whole = picture(width, height);
    const reading = await read(readSai2, sai2(whole));
    expect(reading).toMatchObject({ kind: 'pixels', channels: 4, isPreview: false, width, height });
    expect(Buffer.compare('data' in reading ? reading.data : Buffer.alloc(0), whole.data)).toBe(0);
  });

  it('is opaque where it does not say how opaque it is', async () => {
    const whole = picture(20, 20);
    const data = whole.data.map((value, at) => (at % 4 === 3 ? 255 : value));
    expect(await read(readSai2, sai2(whole, true))).toMatchObject({ data });
  });

  it('is a red pixel where one is written by hand', async () => {
    const file = sai2({ width: 1, height: 1, data: Uint8Array.from([255, 0, 0, 255]) });
    // Blue and green are no different from nothing: 1 0, each. Red is 255: 256 has a first bit and eight more, all 0, and the sign 0.
    const red = '00001' + '0' + '00000000' + '0';
    const bits = `1010${red}${red}`;
    const bytes = bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.split('').reverse().join(''), 2));
    expect([...file.subarray(-2 - (bytes?.length ?? 0), -2)]).toEqual(bytes);
    expect(await read(readSai2, file)).toMatchObject({ data: Uint8Array.from([255, 0, 0, 255]) });
  });

  it('says that it holds no such picture', async () => {
    const file = sai2(picture(4, 4));
    file.write('thum', 80, 'latin1');
    expect(await refusal(readSai2, file)).toBe('not-supported');
  });

  it('is refused where it is damaged, or a bomb', async () => {
    const file = sai2(picture(20, 9));
    for (let length = 0; length < file.length - 2; length += 7) {
      expect(await refusal(readSai2, file.subarray(0, length))).toMatch(/^(damaged|corrupt)$/);
    }
    const longer = Buffer.concat([file.subarray(0, -2), Buffer.from([1, 2, 3])]);
    longer.writeUInt32LE(longer.readUInt32LE(112) + 1, 112);
    expect(await refusal(readSai2, longer)).toBe('damaged');
    const bomb = Buffer.from(file);
    bomb.writeUInt32LE(2 ** 31, 20);
    expect(await refusal(readSai2, bomb)).toBe('too-large');
    const endless = Buffer.from(file);
    endless.writeUInt32LE(2 ** 32 - 1, 32);
    expect(await refusal(readSai2, endless)).toBe('corrupt');
  });
});
