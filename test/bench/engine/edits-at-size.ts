import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { generatedModels } from './generated-library.ts';

/** What an artist does, on a library of `generateCast`. */
export interface Deed {
  readonly name: string;
  /** Until it is answered, by the clock. */
  readonly ms: number;
  /** The longest time in which the engine answered nothing, until all that follows from it is done. */
  readonly stillMs: number;
}

const page = { offset: 0, limit: 25 };

/** On a copy of the library, in `home`. */
export async function editsAtSize(library: string, home: string): Promise<Deed[]> {
  const copy = join(home, 'edited');
  cpSync(library, copy, { recursive: true });
  const models = Promise.resolve(generatedModels());
  const events = { progress: () => undefined, changed: () => undefined };
  await using engine = createEngine({ library: copy, models, events, watch: false });
  await engine.whenIdle();
  const deeds: Deed[] = [];
  // The similarities of the generated groups are made up: grouping writes them all, once.
  await settle(engine);
  for (const [name, run] of await deedsOf(engine)) deeds.push(await timed(engine, name, run));
  rmSync(copy, { recursive: true });
  return deeds;
}

async function settle(engine: Engine): Promise<void> {
  for (const { id } of (await engine.listCharacters()).slice(0, 3)) {
    const [face] = await engine.listFaces(id, page);
    if (face) await engine.markNotFace([face.id]);
    await engine.whenIdle();
    await engine.undo();
    await engine.whenIdle();
  }
}

async function deedsOf(engine: Engine) {
  const groups = await engine.listCharacters();
  const ids = groups.map(({ id }) => id);
  const [large, second, third] = ids;
  const [small, smaller] = ids.slice(-2);
  if (!large || !second || !third || !small || !smaller) throw new Error('the library has too few groups');
  const faces = (await engine.listFaces(large, page)).map(({ id }) => id);
  const pictures = (await engine.listPictures({}, 'newest', page)).map(({ id }) => id);
  const undo = ['· undone', () => engine.undo()] as const;
  const deeds: readonly (readonly [name: string, run: () => Promise<unknown>])[] = [
    ['a character named', () => engine.nameCharacter(third, 'Somebody else')],
    undo,
    ['stars for 25 pictures', () => engine.ratePictures(pictures, 4)],
    undo,
    ['20 faces of the largest group moved', () => engine.moveFaces(faces.slice(0, 20), { character: third })],
    undo,
    ['5 of its faces are none', () => engine.markNotFace(faces.slice(20))],
    undo,
    ['two small groups merged', () => engine.mergeCharacters(small, [smaller])],
    undo,
    ['the two largest merged', () => engine.mergeCharacters(large, [second])],
    undo,
    ['all suggestions of the largest accepted', () => engine.acceptAll(large)],
    undo,
    ['4,000 small groups tagged', () => engine.tagCharacters(ids.slice(-4_000), 'extras')],
    undo,
    ['parts of the largest', () => engine.proposeSplit(large)],
    ['the export counted', () => engine.countExport({})],
    ['“Same character?”, the first time', () => engine.reviewQueue(20)],
    ['· the next time', () => engine.reviewQueue(20)],
  ];
  return deeds;
}

async function timed(engine: Engine, name: string, run: () => Promise<unknown>): Promise<Deed> {
  const started = performance.now();
  let [stillMs, last] = [0, started];
  const watch = setInterval(() => {
    const now = performance.now();
    stillMs = Math.max(stillMs, now - last);
    last = now;
  }, 1);
  await run();
  const ms = performance.now() - started;
  await engine.whenIdle();
  await setTimeout(50);
  clearInterval(watch);
  return { name, ms, stillMs };
}
