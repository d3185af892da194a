import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import { framedFaces, knownFace } from '../../accuracy/framed-faces.ts';
import { ReviewOracle } from '../../accuracy/review-oracle.ts';
import { share, table } from '../../table.ts';

/** Rounds that an artist answers of each library. */
const mostRounds = 5;
const wholeRound = 20;

/** What rounds of "same character?" are said to bring, and bring: val as one library, and each of its sources as one. */
export async function benchRounds(modelFolder: string): Promise<unknown> {
  const { embedder } = await loadManifest(modelFolder);
  const framed = await framedFaces(modelFolder);
  const libraries = [...Map.groupBy(framed, ({ source }) => source), ['all', framed] as const];
  const rounds = libraries.flatMap(([library, faces]) =>
    roundsOf(library, new ReviewOracle(faces.map(knownFace), embedder.thresholds.group)),
  );
  printRounds(rounds);
  return rounds;
}

/** What a round was said to bring, and what it brought: B³ F1. */
interface RoundTold {
  readonly library: string;
  readonly round: number;
  readonly said: { readonly now: number; readonly after: number };
  readonly was: { readonly now: number; readonly after: number };
}

/** An artist answers round after round, all the questions of each. */
function roundsOf(library: string, oracle: ReviewOracle): RoundTold[] {
  const told: RoundTold[] = [];
  for (let round = 1; round <= mostRounds; round += 1) {
    const { questions, ...said } = oracle.look(1).round;
    // A library may have fewer left to ask.
    if (questions < wholeRound) break;
    const now = oracle.accuracy().f1;
    for (let asked = 0; asked < questions; asked += 1) {
      const [next] = oracle.questions(1);
      if (!next) break;
      oracle.answer(next);
    }
    told.push({ library, round, said, was: { now, after: oracle.accuracy().f1 } });
  }
  return told;
}

function printRounds(rounds: readonly RoundTold[]): void {
  console.log(
    '\nWhat rounds of twenty were said to bring, and brought: B³ F1; and the share of what was said that came\n',
  );
  const rows = [...Map.groupBy(rounds, ({ library }) => library)].flatMap(([library, of]) =>
    [...new Set([1, Math.min(3, of.length), of.length])].map((count) => {
      const some = of.slice(0, count);
      const sum = (pick: (round: RoundTold) => number): number => some.reduce((all, round) => all + pick(round), 0);
      const [said, came] = [
        sum(({ said: { now, after } }) => after - now),
        sum(({ was: { now, after } }) => after - now),
      ];
      const [first, last] = [some[0], some.at(-1)];
      const ends = [first?.said.now, last?.said.after, first?.was.now, last?.was.after].map((value) =>
        share(value ?? 0),
      );
      return [library, String(some.length), ...ends, share(said), share(came), (came / said).toFixed(2)];
    }),
  );
  const head = ['library', 'rounds', 'said: from', 'to', 'was: from', 'to', 'said', 'came', 'share'];
  console.log(table([head, ...rows]));
}
