import { afterEach, describe, expect, it, vi } from 'vitest';
import { blameFile } from '../../../electron/engine/pictures/limits/skip-error.ts';

const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Why a step that fails with these words, after so long, is said to have failed. */
async function reasonFor(bytes: Uint8Array, words: string, afterMs = 0): Promise<unknown> {
  vi.useFakeTimers({ toFake: ['performance'] });
  const step = async (): Promise<never> => {
    vi.advanceTimersByTime(afterMs);
    throw new Error(words);
  };
  return await blameFile(bytes, step, 60_000).catch((error: unknown) => error);
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the words of libvips may be about a picture that is decoded at the same moment', () => {
  it('so they do not say why a file is skipped', async () => {
    const words = 'timeout: 12% complete\nVipsJpeg: premature end of JPEG image';
    expect(await reasonFor(png, words)).toMatchObject({ reason: 'corrupt', detail: 'timeout: 12% complete' });
    expect(await reasonFor(Buffer.from('no picture'), words)).toMatchObject({ reason: 'not-a-picture' });
  });

  it('and a file that takes too long is too large whatever they are', async () => {
    expect(await reasonFor(png, 'pngload: of another one', 60_000)).toMatchObject({ reason: 'too-large' });
  });
});
