import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFeatures, farthest, featuresOf, oneWork } from '../../../electron/engine/duplicates/judging/judge-pair.ts';
import { openModels, type Models } from '../../../electron/engine/models/session.ts';
import { framedInCard } from '../duplicates/card-template.ts';
import { changedScenes, expressions, type Changed } from '../duplicates/changed-scenes.ts';
import { fitLogistic } from '../fit/logistic.ts';
import { labelledPairs, lookAt, type LabelledPair, type Remake } from '../duplicates/one-drawing.ts';
import { readFaces, type LabelledFace } from '../shared-data.ts';
import { percent, share, table } from '../table.ts';

type Rule = readonly [name: string, holds: (pair: LabelledPair) => boolean];

const said = (pair: LabelledPair) => pair.lines <= farthest.any && oneWork(pair) >= 0.5;
const rules: readonly Rule[] = [
  ...[6, 12, 20, 32].map((most): Rule => [`hash alone ≤ ${most} bits`, ({ lines }) => lines <= most]),
  ...[0.98, 0.95, 0.9].map((least): Rule => [`vectors of wholes alone ≥ ${least}`, ({ wholes }) => wholes >= least]),
  ...[20, 32].map((most): Rule => [
    `hash ≤ ${most}, wholes ≥ .85`,
    (pair) => pair.lines <= most && pair.wholes >= 0.85,
  ]),
  ['said to be one work', said],
];
/** Pairs beyond matter only to vectors of wholes, and hardly. */
const farthestLooked = 48;
/** One of so many characters is looked at. */
const every = { train: 6, trainCards: 45, valCards: 6 };
const fittedFile = join(import.meta.dirname, '../../../electron/engine/duplicates/judging/fitted.json');

/**
 * Whether one drawing is told from another by a hash, by vectors of whole pictures, or by what the app goes by; how far changes of a picture go;
 * with `write`, what the app goes by is fitted anew to the drawings of `train`.
 */
export async function benchDuplicates(modelFolder: string, { write }: { readonly write: boolean }): Promise<unknown> {
  const changed = [
    ...(await changedScenes()),
    ...(await expressions('val')),
    ...(write ? await expressions('train') : []),
  ];
  await using models = await openModels(modelFolder);
  if (write) await fit(models, changed);
  const val = await readFaces('val');
  const drawings = tellRules('labelled drawings', await pairsOf(val, models, farthestLooked));
  const inCards = await pairsOf(someOf(val, every.valCards), models, farthest.any, framedInCard);
  const cards = tellRules('the same, cards of one template', inCards);
  return { drawings, cards, changes: tellChanges(changed.filter(({ forFit }) => !forFit)) };
}

async function pairsOf(labelled: readonly LabelledFace[], models: Models, lines: number, remake?: Remake) {
  return labelledPairs(await lookAt(labelled, models, remake), lines, models, remake);
}

/** All drawings of one of `every` characters. */
function someOf(labelled: readonly LabelledFace[], some: number): LabelledFace[] {
  const characters = [...new Set(labelled.map(({ source, identity }) => `${source}/${identity}`))];
  const chosen = new Set(characters.filter((_, k) => k % some === 0));
  return labelled.filter(({ source, identity }) => chosen.has(`${source}/${identity}`));
}

async function fit(models: Models, changed: readonly Changed[]): Promise<void> {
  const train = await readFaces('train');
  const plain = await labelledPairs(await lookAt(someOf(train, every.train), null), farthest.any, models);
  const cards = someOf(train, every.trainCards);
  const inCards = await labelledPairs(await lookAt(cards, null, framedInCard), farthest.any, models, framedInCard);
  const near = [...plain, ...inCards].filter(({ lines }) => lines <= farthest.any);
  const fitted = {
    withFaces: fitPairs(near.filter(({ faces }) => faces.alike !== null)),
    withoutFaces: fitPairs(near.map((pair) => ({ ...pair, faces: { ...pair.faces, alike: null } }))),
    copies: fitLogistic(
      changed.flatMap(({ forFit, difference, isCopy }) =>
        forFit && difference !== null ? [{ features: copyFeatures(difference), isSo: isCopy }] : [],
      ),
    ).map(rounded),
  };
  const lines = Object.entries(fitted).map(([name, weights]) => `  "${name}": [${weights.join(', ')}]`);
  await writeFile(fittedFile, `{\n${lines.join(',\n')}\n}\n`);
  console.log(`  written: ${fittedFile}, of ${near.length} pairs`);
}

function fitPairs(pairs: readonly LabelledPair[]): number[] {
  return fitLogistic(pairs.map((pair) => ({ features: featuresOf(pair), isSo: pair.isOneDrawing }))).map(rounded);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function tellRules(title: string, pairs: readonly LabelledPair[]) {
  const figures = rules.map(([name, holds]) => ({ name, ...ratesOf(pairs, holds) }));
  const rows = figures.map(({ name, pairs: found, precision, recall, others }) => {
    return [name, String(found), share(precision), share(recall), share(others)];
  });
  console.log(table([[`${title}, by`, 'pairs', 'precision', 'recall', 'other characters'], ...rows]));
  const borders = [0.5, 0.7, 0.9, 0.97, 1.01];
  const calibration = borders.slice(1).map((below, k) => {
    const from = borders[k] ?? 0;
    const some = pairs.filter((pair) => said(pair) && oneWork(pair) >= from && oneWork(pair) < below);
    return { from, pairs: some.length, right: some.filter(({ isOneDrawing }) => isOneDrawing).length / some.length };
  });
  const told = calibration.map(({ from, pairs: some, right }) => [
    `from ${percent(from)}`,
    String(some),
    percent(right),
  ]);
  console.log(table([['said to be sure', 'pairs', 'right'], ...told]));
  return { rules: figures, calibration };
}

function ratesOf(pairs: readonly LabelledPair[], holds: (pair: LabelledPair) => boolean) {
  const found = pairs.filter(holds);
  const right = found.filter(({ isOneDrawing }) => isOneDrawing).length;
  const all = pairs.filter(({ isOneDrawing }) => isOneDrawing).length;
  const others = found.filter(({ isOneCharacter }) => !isOneCharacter).length / found.length;
  return { pairs: found.length, precision: right / found.length, recall: right / all, others };
}

function tellChanges(changed: readonly Changed[]) {
  const byChange = Map.groupBy(changed, ({ change }) => change);
  const figures = [...byChange].map(([name, all]) => {
    const part = (wanted: Changed['kind']) => all.filter(({ kind }) => kind === wanted).length / all.length;
    return { name, pictures: all.length, duplicate: part('duplicate'), version: part('version') };
  });
  const rows = figures.map(({ name, pictures, duplicate, version }) => {
    return [name, String(pictures), share(duplicate), share(version)];
  });
  console.log(table([['a whole picture and itself', 'pictures', 'duplicate', 'version'], ...rows]));
  return figures;
}
