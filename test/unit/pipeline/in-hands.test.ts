import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inHandsName, readInHandsNote } from '../../../electron/contract/in-hands.ts';
import { InHands } from '../../../electron/engine/pipeline/in-hands.ts';

let library = '';

beforeEach(async () => {
  library = await mkdtemp(join(tmpdir(), 'dramatis-in-hands-'));
});

afterEach(() => rm(library, { recursive: true }));

/** A process that is killed while it looks at these. */
function dieOf(...paths: readonly string[]): void {
  const inHands = new InHands(library);
  for (const path of paths) inHands.take(path);
}

describe('what the engine is looking at', () => {
  it('is known after its death, and not after its end', () => {
    dieOf('/art/a.png', '/art/b.png');
    const next = new InHands(library);
    expect(next.left).toEqual(['/art/a.png', '/art/b.png']);
    next.take('/art/c.png');
    next[Symbol.dispose]();
    expect(new InHands(library).left).toEqual([]);
  });

  it('can be read by others, at any time', async () => {
    const inHands = new InHands(library);
    const note = async () => readInHandsNote(await readFile(join(library, inHandsName), 'utf8')).paths;
    const long = inHands.take(`/art/${'long'.repeat(50)}.png`);
    inHands.take('/art/日本.png');
    expect(await note()).toHaveLength(2);
    long[Symbol.dispose]();
    expect(await note()).toEqual(['/art/日本.png']);
  });

  it('is under suspicion until it was looked at without harm', () => {
    dieOf('/art/a.png', '/art/b.png');
    const next = new InHands(library);
    expect([next.isSuspect('/art/a.png'), next.isSuspect('/art/c.png')]).toEqual([true, false]);
    next.take('/art/a.png')[Symbol.dispose]();
    expect([next.isSuspect('/art/a.png'), next.isSuspect('/art/b.png')]).toEqual([false, true]);
    expect(next.isDeadly('/art/b.png')).toBe(false);
  });

  it('is deadly at the second death, and not any more once it was forgotten', () => {
    dieOf('/art/a.png', '/art/b.png');
    dieOf('/art/b.png');
    const next = new InHands(library);
    expect([next.isDeadly('/art/a.png'), next.isDeadly('/art/b.png')]).toEqual([false, true]);
    next.forget('/art/b.png');
    expect([next.isSuspect('/art/b.png'), new InHands(library).isSuspect('/art/b.png')]).toEqual([false, false]);
  });

  it.each(['', '{', '[]', '{"paths":[7],"deaths":{}}'])('is nothing where the note is damaged: %s', async (text) => {
    await writeFile(join(library, inHandsName), text);
    expect(new InHands(library).left).toEqual([]);
  });
});
