import type { Accuracy } from '../../contract/api/review-api.ts';
import type { BandThresholds } from '../../contract/api/find-api.ts';
import { command } from '../command.ts';
import { withModels } from '../library.ts';
import { print } from '../print.ts';
import { maybe, oneOf } from '../values.ts';

/** How often the machine was right, and the thresholds in use; the argument says which they are to be. */
export const thresholds = command({
  name: 'thresholds',
  about:
    'how often it was right, and from where on faces are “same” or “maybe”: by the answers, or as the model has it',
  needs: '“adapted”, “model” or nothing',
  usage: '[adapted | model]',
  takes: { which: maybe("from now on they follow the answers, or are the model's own", oneOf('adapted', 'model')) },
  options: {},
  async run({ which }, call) {
    const accuracy = await withModels(call, async (engine) => {
      if (which !== null) await engine.adaptThresholds(which === 'adapted');
      return engine.accuracy();
    });
    if (call.json) print.json(accuracy);
    else for (const line of linesOf(accuracy)) print.line(line);
    return 0;
  },
});

const names = { question: '“Same character?”', suggestion: 'Suggestions', unknown: 'Earlier answers' } as const;

function linesOf({ kinds, thresholds: learnt }: Accuracy): string[] {
  const told = kinds.map(({ kind, right, answered }) => `${names[kind]}: ${right} of ${answered} right`);
  if (!learnt) return told;
  const { inUse, original, bounds, answers, adapt, learntFrom, proof } = learnt;
  const row = (border: keyof BandThresholds): string => {
    const [now, model, lowest, highest] = [inUse, original, bounds.lowest, bounds.highest].map((of) =>
      of[border].toFixed(3),
    );
    return `${border} from ${now} (model: ${model}, never beyond ${lowest} to ${highest})`;
  };
  const from = adapt ? `adapted from ${answers} answers` : `the model’s own; ${answers} answers are not used`;
  const lens = learntFrom === null ? [] : [`what sets characters apart was learnt from ${learntFrom} faces`];
  const brings =
    proof === null
      ? []
      : [
          `adapted to your art: ${percent(proof.plain)} → ${percent(proof.seen)} right, by ${proof.faces} faces that you decided`,
        ];
  return [...told, row('same'), row('maybe'), from, ...lens, ...brings];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
