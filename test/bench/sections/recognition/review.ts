import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import type { Question } from '../../../../electron/engine/review/review-questions.ts';
import { framedFaces, knownFace } from '../../accuracy/framed-faces.ts';
import { ReviewOracle } from '../../accuracy/review-oracle.ts';
import { random } from '../../../support/vectors.ts';
import { share, table } from '../../table.ts';
import { shuffled } from '../../accuracy/shuffled.ts';

const target = 0.95;
const mostQuestions = 1_000;
/** Random order draws so many from one look at the pool, about different faces: it has thousands of questions. */
const drawnAtOnce = 10;
/** B³ is worked out after so many answers. */
const step = 25;

interface CurvePoint {
  readonly questions: number;
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
}

interface Curve {
  readonly points: readonly CurvePoint[];
  /** Answers until B³-F is at the target, in steps of `step`; null: never. */
  readonly reached: number | null;
  readonly useful: number;
}

/** The questions to ask next; none: the queue is at its end. */
type Choose = (oracle: ReviewOracle) => readonly Question<number>[];

/**
 * Grouping of val by answers to "same character?" alone, from what the machine makes of it: in the order of the queue, and in
 * random order over the same pool, i.e. questions drawn evenly from all that the queue holds then; three times as many.
 */
export async function benchReview(modelFolder: string): Promise<unknown> {
  const { embedder } = await loadManifest(modelFolder);
  const faces = (await framedFaces(modelFolder)).map(knownFace);
  const linkage = embedder.thresholds.group;
  const best = ask(new ReviewOracle(faces, linkage), (oracle) => oracle.questions(1), mostQuestions);
  const next = random(1);
  const draw: Choose = (oracle) => apart(shuffled(oracle.questions(Infinity), next));
  const asked = best.points.at(-1)?.questions ?? 0;
  const any = ask(new ReviewOracle(faces, linkage), draw, asked * 3);
  print(best, any);
  return { best, any };
}

function ask(oracle: ReviewOracle, choose: Choose, most: number): Curve {
  const points: CurvePoint[] = [];
  let useful = 0;
  let waiting: readonly Question<number>[] = [];
  for (let asked = 0; ; asked += 1) {
    if (asked % step === 0) {
      const { f1, precision, recall } = oracle.accuracy();
      points.push({ questions: asked, f1, precision, recall });
      if (f1 >= target || asked >= most) return { points, reached: f1 >= target ? asked : null, useful };
    }
    const [next, ...others] = waiting.length > 0 ? waiting : choose(oracle);
    if (!next) return { points, reached: null, useful };
    if (oracle.answer(next)) useful += 1;
    waiting = others;
  }
}

/** The first few that share no face, so that an answer leaves the others as they are. */
function apart(questions: readonly Question<number>[]): Question<number>[] {
  const taken = new Set<number>();
  const chosen: Question<number>[] = [];
  for (const question of questions) {
    const faces = [...question.left, ...question.right];
    if (chosen.length === drawnAtOnce) break;
    if (faces.some((face) => taken.has(face))) continue;
    chosen.push(question);
    for (const face of faces) taken.add(face);
  }
  return chosen;
}

function print(best: Curve, any: Curve): void {
  console.log(`\nAnswers to "same character?" on val, from the machine's groups; target B³ F1 ${share(target)}\n`);
  const rows = any.points.map(({ questions, f1 }, k) => {
    const { f1: ordered, precision, recall } = best.points[k] ?? {};
    const cells = [ordered, precision, recall].map((value) => (value === undefined ? '' : share(value)));
    return [String(questions), ...cells, share(f1)];
  });
  console.log(table([['answers', 'B³ F1', 'P', 'R', 'B³ F1, random order'], ...rows]));
  const told = (name: string, { reached, points, useful }: Curve): string =>
    `${name}: ${reached === null ? `not reached by ${points.at(-1)?.questions}` : `${reached} answers`}, ${useful} of them changed groups`;
  console.log(`\n${told('In order', best)}; ${told('in random order', any)}`);
}
