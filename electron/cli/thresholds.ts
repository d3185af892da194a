import type { Accuracy } from '../contract/review-api.ts';
import type { BandThresholds } from '../contract/search-api.ts';
import type { Call } from './call.ts';
import { withModels } from './library.ts';
import { print } from './print.ts';

const wishes: ReadonlyMap<string, boolean> = new Map([
  ['adapted', true],
  ['model', false],
]);

/** How often the machine was right, and the thresholds in use; `adapted` or `model` says which they are to be. Null: wrong usage. */
export async function thresholds([wish, ...more]: readonly string[], call: Call): Promise<number | null> {
  const adapt = wish === undefined ? undefined : wishes.get(wish);
  if (more.length > 0 || (wish !== undefined && adapt === undefined)) return null;
  const accuracy = await withModels(call, async (engine) => {
    if (adapt !== undefined) await engine.adaptThresholds(adapt);
    return engine.accuracy();
  });
  if (call.json) print.json(accuracy);
  else for (const line of linesOf(accuracy)) print.line(line);
  return 0;
}

const names = { question: '“Same character?”', suggestion: 'Suggestions', unknown: 'Earlier answers' } as const;

function linesOf({ kinds, thresholds: learnt }: Accuracy): string[] {
  const told = kinds.map(({ kind, right, answered }) => `${names[kind]}: ${right} of ${answered} right`);
  if (!learnt) return told;
  const { inUse, original, bounds, answers, adapt } = learnt;
  const row = (border: keyof BandThresholds): string => {
    const [now, model, lowest, highest] = [inUse, original, bounds.lowest, bounds.highest].map((of) =>
      of[border].toFixed(3),
    );
    return `${border} from ${now} (model: ${model}, never beyond ${lowest} to ${highest})`;
  };
  const from = adapt ? `adapted from ${answers} answers` : `the model’s own; ${answers} answers are not used`;
  return [...told, row('same'), row('maybe'), from];
}
