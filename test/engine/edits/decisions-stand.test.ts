import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import type { CharacterId, FaceId, PictureId } from '../../../electron/contract/ids.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { blue, draw, green, red, shade } from '../../support/drawn.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench, type Bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };
/** All 10,000 take minutes: every check does a tenth, `DRAMATIS_ALL_STEPS=1` all of them. */
const runs = process.env['DRAMATIS_ALL_STEPS'] ? 10 : 1;
const stepsPerRun = 1_000;

/** One random step; the numbers choose among what there is. */
interface Step {
  readonly kind: (typeof kinds)[number];
  readonly a: number;
  readonly b: number;
}

const kinds = [
  ...(['name', 'merge', 'split', 'move', 'reject', 'accept', 'none', 'again', 'hide', 'undo', 'redo'] as const),
  ...(['draw', 'adjust', 'remove', 'options'] as const),
  ...(['regroup', 'reindex', 'restart'] as const),
];
/** Looking again and starting again take longer: fewer of them. */
const step = fc.record({
  kind: fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...kinds.slice(0, 15)) },
    { weight: 8, arbitrary: fc.constant('regroup' as const) },
    { weight: 1, arbitrary: fc.constantFrom('reindex' as const, 'restart' as const) },
  ),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
});

const pictures = Array.from({ length: 10 }, (_, k) => (k + 1) as PictureId);
const mostInPicture = 3;

/** What the artist decided, as the library tells it: names, confirmed faces, boxes, what is hidden or no face. */
async function decisions(engine: Engine) {
  const characters = (await engine.listCharacters()).filter(({ confirmed }) => confirmed);
  const held: [CharacterId, string | null, boolean, FaceId[]][] = [];
  for (const { id, name, hidden } of characters) {
    const faces = await engine.listFaces(id, all, { state: 'confirmed' });
    held.push([id, name, hidden, faces.map((face) => face.id).sort((x, y) => x - y)]);
  }
  const none = (await engine.listNotFaces(all)).map((face) => face.id).sort((x, y) => x - y);
  const shown = (await Promise.all(pictures.map((id) => engine.getPicture(id)))).flatMap(({ faces }) => faces);
  const boxes = shown.filter(({ manual }) => manual).map(({ id, box }) => [id, box] as const);
  return { held: held.sort(([x], [y]) => x - y), none, boxes };
}

class Library {
  engine: Engine;
  readonly #here: Bench;
  #open;
  #version = 1;

  constructor(here: Bench) {
    this.#here = here;
    this.#open = here.open({ models: fakeModels({ version: 'fake-1' }) });
    this.engine = this.#open.engine;
  }

  async close(): Promise<void> {
    await this.#open[Symbol.asyncDispose]();
  }

  async startAgain(newModel: boolean): Promise<void> {
    await this.close();
    if (newModel) this.#version += 1;
    this.#open = this.#here.open({ models: fakeModels({ version: `fake-${this.#version}` }) });
    this.engine = this.#open.engine;
    await this.engine.addFolder(this.#here.art);
    await this.engine.whenIdle();
  }
}

const boxAt = (a: number, b: number): Box => [a % 8, b % 8, 20, 20];

async function editBox(engine: Engine, { kind, a, b }: Step): Promise<unknown> {
  const { id, faces } = await engine.getPicture(pictures[a % pictures.length] as PictureId);
  const face = faces[b % faces.length];
  if (kind === 'draw') return faces.length < mostInPicture && (await engine.addFace(id, boxAt(a, b)));
  if (!face) return null;
  return kind === 'adjust' ? engine.adjustFace(face.id, boxAt(a, b)) : engine.removeFace(face.id);
}

async function edit(engine: Engine, next: Step): Promise<unknown> {
  const { kind, a, b } = next;
  if (kind === 'options') return engine.regroup({ offset: ((a % 7) - 3) / 20, picturesApart: b % 2 === 0 });
  if (kind === 'draw' || kind === 'adjust' || kind === 'remove') return editBox(engine, next);
  const ids = (await engine.listCharacters()).map(({ id }) => id);
  const one = ids[a % ids.length];
  const two = ids[b % ids.length];
  if (one === undefined || two === undefined) return null;
  const faces = (await engine.listFaces(one, all)).map((face) => face.id);
  const some = faces.slice(0, 1 + (b % 3));
  if (kind === 'name') return await engine.nameCharacter(one, `Name ${a % 5}`);
  if (kind === 'merge') return one !== two && (await engine.mergeCharacters(one, [two]));
  if (kind === 'hide') return await engine.setHidden([one], a % 2 === 0);
  if (kind === 'again') {
    const none = (await engine.listNotFaces(all)).map((face) => face.id);
    return none.length > 0 && (await engine.unmarkNotFace(none.slice(0, 1)));
  }
  if (some.length === 0) return null;
  if (kind === 'split') await engine.splitFaces(some);
  if (kind === 'move') await engine.moveFaces(some, { character: two });
  if (kind === 'reject') await engine.rejectFaces(some, one);
  if (kind === 'accept') await engine.acceptFaces(some, one);
  if (kind === 'none') await engine.markNotFace(some.slice(0, 1));
  return null;
}

/** Now and then there and back and there again, which has to be exact. */
async function editAndBack(engine: Engine, next: Step): Promise<void> {
  const before = await decisions(engine);
  const lines = (await engine.listHistory(all)).length;
  await edit(engine, next);
  if (next.b % 4 > 0 || (await engine.listHistory(all)).length <= lines) return;
  const after = await decisions(engine);
  await engine.undo();
  expect(await decisions(engine)).toEqual(before);
  await engine.redo();
  expect(await decisions(engine)).toEqual(after);
}

const expected = ['name-taken', 'nothing-to-undo', 'nothing-to-redo'];

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!expected.includes((error as { code?: string }).code ?? '')) throw error;
  }
}

/** What the machine does must leave every decision as it was; undoing and redoing an edit must come back to it. */
async function take(library: Library, next: Step): Promise<void> {
  const before = await decisions(library.engine);
  if (next.kind === 'regroup') await library.engine.whenIdle();
  else if (next.kind === 'restart' || next.kind === 'reindex') await library.startAgain(next.kind === 'reindex');
  else if (next.kind === 'undo' || next.kind === 'redo') {
    const { kind } = next;
    return attempt(() => library.engine[kind]());
  } else return attempt(() => editAndBack(library.engine, next));
  expect(await decisions(library.engine)).toEqual(before);
}

test('random edits, undos, regroupings, new models and restarts leave every decision standing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: stepsPerRun, maxLength: stepsPerRun }), async (steps) => {
      await using here = await bench();
      for (const [k, colour] of [red, red, red, red, green, green, green, blue, blue, blue].entries()) {
        await draw(here.art, `${k}.png`, [shade(colour, k)], k);
      }
      const library = new Library(here);
      await library.engine.addFolder(here.art);
      await library.engine.whenIdle();
      for (const next of steps) await take(library, next);
      const last = await decisions(library.engine);
      await library.startAgain(true);
      expect(await decisions(library.engine)).toEqual(last);
      await library.close();
    }),
    { numRuns: runs, endOnFailure: true },
  );
}, 600_000);
