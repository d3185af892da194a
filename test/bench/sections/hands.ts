import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright/test';
import { buildPage, pageAddress, servePage } from '../../../build/dev/built-page.ts';
import { Engines } from '../../../build/dev/engines.ts';
import { serveEngines } from '../../../build/dev/serve-page.ts';
import { root } from '../../../build/set-up/run.mjs';
import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type { Face } from '../../../electron/contract/api/faces-api.ts';
import { LogFile } from '../../../electron/main/engine/log-file.ts';
import { openPageWindow } from '../../support/page-window.ts';
import { compare } from '../accuracy/group-accuracy.ts';
import { drawCharacters, type DrawnCharacters } from '../engine/drawn-characters.ts';
import { Hand, type Effort } from '../engine/hand.ts';
import { table } from '../table.ts';

const token = 'hands';
const enough = 0.95;
const mostQuestions = 400;
const named = 10;

interface Task extends Effort {
  readonly task: string;
  /** B³ F1 of all groups afterwards. */
  readonly f1: number;
}

/** What the tasks are done with. */
interface Desk {
  readonly hand: Hand;
  readonly page: Page;
  readonly engine: EngineApi;
  readonly drawn: DrawnCharacters;
}

/**
 * Counts the clicks and keys that four tasks of an artist take, from an empty library and 200 drawn pictures on. The answers of the
 * system's own dialogs do not count.
 */
export async function benchHands(): Promise<readonly Task[]> {
  const home = join(root, '.cache/bench/hands');
  await rm(home, { recursive: true, force: true });
  const drawn = await drawCharacters(join(home, 'art'));
  await buildPage(join(home, 'page'));
  const engines = new Engines({
    ...{ home, art: drawn.folder, library: join(home, 'library'), folder: null, models: null },
    log: new LogFile(join(home, 'engine.log')),
  });
  const asks = { state: 'empty', theme: 'light', lang: 'en', 'pick-folder': drawn.folder, token };
  const server = await servePage(join(home, 'page'), (pages) => serveEngines(pages, engines, token));
  try {
    await using window = await openPageWindow();
    const { page } = window;
    // What is counted is not time: a busy machine may be slow.
    page.setDefaultTimeout(180_000);
    await window.resize({ width: 1280, height: 720, scale: 1 });
    await page.goto(pageAddress(server, asks));
    const { engine } = engines.for(new URLSearchParams(asks));
    return report(await timed({ hand: new Hand(page), page, engine, drawn }));
  } finally {
    await engines.stop();
    server.close();
    server.closeAllConnections();
  }
}

async function timed(desk: Desk): Promise<Task[]> {
  const done: Task[] = [];
  const steps = {
    'name the first character': nameFirst,
    'put right a mixed group of 30': putRight,
    'name the ten largest groups': nameTen,
    [`answer questions up to ${enough * 100} %`]: answerQuestions,
  };
  for (const [task, work] of Object.entries(steps)) {
    await work(desk);
    await untilIdle(desk.engine);
    done.push({ task, ...desk.hand.effort(), f1: (await accuracy(desk)).f1 });
  }
  return done;
}

async function nameFirst({ hand, page, engine, drawn }: Desk): Promise<void> {
  await hand.click(page.getByTestId('empty-state').locator('.primary'));
  await page.getByTestId('group-card').first().waitFor();
  await untilIdle(engine);
  await page.waitForTimeout(1_500);
  const card = page.getByTestId('group-card').first();
  await hand.click(card.getByRole('button', { name: 'Name' }));
  await hand.type(await whoIs(engine, drawn, await idOf(page, 0)));
  await hand.press('Enter');
}

/** Two characters of 18 and 12 faces, which somebody has merged. */
async function mix(desk: Desk): Promise<number> {
  const { engine, drawn } = desk;
  const faces = (await allFaces(engine)).filter(({ path, box }) => {
    const who = drawn.identity(path, box);
    return who !== undefined && drawn.twins.includes(who);
  });
  const { changed } = await engine.splitFaces(faces.map(({ id }) => id));
  await untilIdle(engine);
  const [mixed] = changed;
  if (!mixed) throw new Error('nobody has a face of the twins');
  return mixed.id;
}

async function putRight(desk: Desk): Promise<void> {
  const { hand, page, engine } = desk;
  const mixed = await mix(desk);
  await hand.click(cardOf(page, mixed));
  await page.getByTestId('face-tile').first().waitFor();
  await hand.press('u');
  const split = page.getByRole('dialog').locator('.primary');
  await page.getByTestId('split-part').nth(1).waitFor();
  await hand.click(split);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await untilIdle(engine);
  for (const group of await withTwins(desk)) await takeOut(desk, group);
}

/** What the parts have left in the wrong group becomes one of its own. */
async function takeOut({ hand, page, engine }: Desk, { id, wrong }: TwinGroup): Promise<void> {
  if (wrong.length === 0) return;
  await hand.press('Escape');
  await hand.click(cardOf(page, id));
  for (const face of wrong) await hand.click(page.locator(`[data-face-id="${face.id}"]`), ['ControlOrMeta']);
  await hand.press('s');
  await untilIdle(engine);
}

interface TwinGroup {
  readonly id: number;
  /** Faces of the twin that has fewer in it. */
  readonly wrong: readonly Face[];
}

/** Groups in which most faces are of the twins, the one with most of them first. */
async function withTwins({ engine, drawn }: Desk): Promise<TwinGroup[]> {
  const groups = Map.groupBy(await allFaces(engine), ({ character }) => character);
  const found = [...groups].flatMap(([id, faces]) => {
    const [one, other] = drawn.twins.map((twin) => faces.filter(({ path, box }) => drawn.identity(path, box) === twin));
    const twins = (one?.length ?? 0) + (other?.length ?? 0);
    if (id === null || !one || !other || twins * 2 < faces.length) return [];
    return [{ id, twins, wrong: one.length < other.length ? one : other }];
  });
  return found.sort((a, b) => b.twins - a.twins);
}

async function nameTen({ hand, page, engine, drawn }: Desk): Promise<void> {
  if (!(await page.getByTestId('group-card').first().isVisible())) await hand.press('Escape');
  await page.getByTestId('group-card').first().waitFor();
  for (let name = 0; name < named; name += 1) {
    await nextUnnamed(hand, page);
    const at = page.locator('[data-testid="group-card"]:focus');
    const id = Number(await at.getAttribute('data-character-id'));
    await hand.press('F2');
    await hand.type(await whoIs(engine, drawn, id));
    await hand.press('Enter');
    await page.waitForTimeout(400);
    // Somebody has the name already: they are one.
    if (await page.getByRole('dialog').isVisible()) await hand.press('Enter');
    await untilIdle(engine);
  }
}

async function nextUnnamed(hand: Hand, page: Page): Promise<void> {
  if ((await page.locator('[data-testid="group-card"]:focus').count()) === 0) await hand.press('Home');
  const unnamed = page.locator('[data-testid="group-card"]:focus:has(.unnamed)');
  for (let step = 0; step < 60 && (await unnamed.count()) === 0; step += 1) await hand.press('ArrowRight');
}

async function answerQuestions(desk: Desk): Promise<void> {
  const { hand, page, engine, drawn } = desk;
  await hand.click(page.locator('[data-view="review"]'));
  const question = page.getByTestId('review-question');
  await question.or(page.getByTestId('review-end')).waitFor();
  for (let asked = 0; asked < mostQuestions && (await question.isVisible()); asked += 1) {
    if (asked % 5 === 0 && (await accuracy(desk)).f1 >= enough) return;
    const id = (await question.getAttribute('data-question')) ?? '';
    const { questions } = await engine.reviewQueue(200);
    const sides = questions.find((other) => other.id === id);
    if (!sides) await hand.press('s');
    else {
      const [left, right] = [sides.left.face, sides.right.face].map(({ path, box }) => drawn.identity(path, box));
      await hand.press(left === right ? 'y' : 'n');
    }
    await page.waitForFunction(
      (before) => document.querySelector('[data-question]')?.getAttribute('data-question') !== before,
      id,
    );
    await untilIdle(engine);
  }
}

const cardOf = (page: Page, id: number) => page.locator(`[data-character-id="${id}"]`);

async function idOf(page: Page, at: number): Promise<number> {
  return Number(await page.getByTestId('group-card').nth(at).getAttribute('data-character-id'));
}

/** The character that most of the group's faces are of. */
async function whoIs(engine: EngineApi, drawn: DrawnCharacters, id: number): Promise<string> {
  const faces = (await allFaces(engine)).filter(({ character }) => character === id);
  const counts = Map.groupBy(faces, ({ path, box }) => drawn.identity(path, box) ?? '');
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}

async function allFaces(engine: EngineApi): Promise<Face[]> {
  const { faces } = await engine.searchFaces({}, { offset: 0, limit: 10_000 });
  return [...faces];
}

async function accuracy({ engine, drawn }: Desk) {
  const faces = await allFaces(engine);
  return compare(
    faces.map(({ path, box }) => drawn.identity(path, box) ?? ''),
    faces.map(({ id, character }) => (character === null ? -Number(id) : Number(character))),
  );
}

async function untilIdle(engine: EngineApi): Promise<void> {
  await setTimeout(300);
  while ((await engine.status()).progress.phase !== 'idle') await setTimeout(100);
}

function report(tasks: readonly Task[]): readonly Task[] {
  const rows = tasks.map(({ task, clicks, keys, letters, f1 }) =>
    [task, clicks, keys, letters, f1.toFixed(3)].map(String),
  );
  console.log(
    `\nHands, from an empty library and 200 drawn pictures:\n${table([['task', 'clicks', 'keys', 'letters', 'B³ F1'], ...rows])}`,
  );
  return tasks;
}
