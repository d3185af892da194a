import { join } from 'node:path';
import { root } from '../../../build/set-up/run.mjs';
import { packagedApp } from '../../support/packaged-app.ts';
import { openAppWindow } from '../hands/app-window.ts';
import { accuracyOf, accuracyOfPictures, untilIdle, type Desk } from '../hands/desk.ts';
import { Hand, type Effort } from '../hands/hand.ts';
import { writeCast } from '../hands/labelled-cast.ts';
import { LibraryFile } from '../hands/library-file.ts';
import { mixTwo, putRight } from '../hands/mixed-group.ts';
import { nameFirst, nameTen } from '../hands/naming.ts';
import { answerQuestions, enough } from '../hands/questions.ts';
import { table } from '../table.ts';

interface Task extends Effort {
  readonly task: string;
  /** B³ F1 of all groups, before and afterwards. */
  readonly before: number;
  readonly after: number;
}

/** One library, and all tasks in it. */
interface Session {
  readonly seed: number;
  readonly tasks: readonly Task[];
  /** B³ F1 over all pictures before any answer. */
  readonly ofPictures: number;
}

/** Each says which characters and pictures are in a library: chosen before any of them was tried. */
const seeds = [1, 2, 3, 4, 5];

/**
 * Counts the clicks and keys that four tasks of an artist take in the packaged app with its own networks, from an empty library and 200
 * labelled pictures on, in five libraries. The answers of the system's own dialogs do not count. `HANDS_APP` names another packaged app:
 * that of an older version.
 */
export async function benchHands(): Promise<readonly Session[]> {
  const sessions: Session[] = [];
  for (const seed of seeds) {
    console.log(`Library ${seed}`);
    sessions.push({ seed, ...(await doAllIn(seed)) });
  }
  return report(sessions);
}

async function doAllIn(seed: number): Promise<Omit<Session, 'seed'>> {
  const home = join(root, '.cache/bench/hands', process.env['HANDS_APP'] === undefined ? 'own' : 'other');
  const cast = await writeCast(join(home, 'art'), seed);
  await using window = await openAppWindow(process.env['HANDS_APP'] ?? packagedApp(), join(home, 'app'), cast.folder);
  const { page, library } = window;
  // What is counted is not time: a busy machine may be slow.
  page.setDefaultTimeout(180_000);
  await page.getByTestId('empty-state').waitFor();
  using file = new LibraryFile(library);
  return await doAll({ hand: new Hand(page), page, file, cast });
}

async function doAll(desk: Desk): Promise<Omit<Session, 'seed'>> {
  const first = await timed(desk, 'name the first character', nameFirst);
  const ofPictures = accuracyOfPictures(desk);
  const mixed = await mixTwo(desk);
  desk.hand.effort();
  const tasks = [
    first,
    await timed(desk, 'put right a mixed group of 30', (at) => putRight(at, mixed)),
    // Before names: a group that has one is no longer asked about, mixed as it may be.
    await timed(desk, `answer questions up to ${enough * 100} %`, answerQuestions),
    await timed(desk, 'name the ten largest groups', nameTen),
  ];
  return { tasks, ofPictures };
}

async function timed(desk: Desk, task: string, work: (desk: Desk) => Promise<void>): Promise<Task> {
  const before = accuracyOf(desk);
  await work(desk);
  await untilIdle(desk);
  const done = { task, ...desk.hand.effort(), before, after: accuracyOf(desk) };
  console.log(
    `  ${task}: ${done.clicks} clicks, ${done.keys} keys, B³ F1 ${before.toFixed(3)} to ${done.after.toFixed(3)}`,
  );
  return done;
}

function report(sessions: readonly Session[]): readonly Session[] {
  const rows = Object.values(
    Object.groupBy(
      sessions.flatMap(({ tasks }) => tasks),
      ({ task }) => task,
    ),
  ).flatMap((of = []) => [
    ...of.map((task, at) => rowOf(task, `library ${sessions[at]?.seed ?? ''}`)),
    rowOf(medianOf(of), 'median'),
  ]);
  const head = ['task', 'library', 'clicks', 'keys', 'letters', 'B³ F1 before', 'after'];
  console.log(`\nHands, from an empty library and 200 labelled pictures:\n${table([head, ...rows])}`);
  const before = sessions.map(({ seed, ofPictures }) => `library ${seed} ${ofPictures.toFixed(3)}`).join(', ');
  console.log(`B³ F1 over all pictures, before any answer: ${before}`);
  return sessions;
}

function rowOf({ task, clicks, keys, letters, before, after }: Task, library: string): string[] {
  return [task, library, ...[clicks, keys, letters].map(String), before.toFixed(3), after.toFixed(3)];
}

/** Of each figure by itself. */
function medianOf(tasks: readonly Task[]): Task {
  const median = (figure: (task: Task) => number): number =>
    tasks.map(figure).toSorted((a, b) => a - b)[Math.floor(tasks.length / 2)] ?? 0;
  return {
    task: tasks[0]?.task ?? '',
    clicks: median(({ clicks }) => clicks),
    keys: median(({ keys }) => keys),
    letters: median(({ letters }) => letters),
    before: median(({ before }) => before),
    after: median(({ after }) => after),
  };
}
