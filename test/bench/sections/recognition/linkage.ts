import { linkageRise, mostRise, type RiseModel } from '../../../../electron/engine/adaptation/linkage.ts';
import type { LibraryFacts } from '../../../../electron/engine/adaptation/library-facts.ts';
import { loadManifest } from '../../../../electron/engine/models/load-manifest.ts';
import { compare, groupsAround } from '../../accuracy/group-accuracy.ts';
import { isApart, judgedLibraries, type Judged } from '../../accuracy/judged-libraries.ts';
import { fitLine } from '../../fit/least-squares.ts';
import { factsOf } from '../../accuracy/library-pairs.ts';
import { writeEmbedder } from '../../accuracy/write-calibration.ts';
import { share, table } from '../../table.ts';
import type { BenchOptions } from './recognition.ts';

/** Rises that are tried. */
const rises = Array.from({ length: 21 }, (_, k) => (k * mostRise) / 20);
/** A mixed group costs an artist more than one in two parts: F with this β counts precision twice as much. */
const beta2 = 0.5;
/** A usual library: the slopes are held back around it. */
const usual = { logOfFaces: Math.log(500), middle: 0.25 };
const ridge = 0.02;

type Grouped = ReturnType<typeof compare>;

interface Library extends Judged {
  readonly facts: LibraryFacts;
  /** How well it is grouped at each rise. */
  readonly grouped: readonly Grouped[];
}

/**
 * How well libraries are grouped at the linkage of models.json, with the rise of models.json, and with a rise fitted without their
 * source (of a mixed one, without the mixed ones of its split). `write`: the fit to all of them goes into models.json.
 */
export async function benchLinkage(modelFolder: string, { write }: BenchOptions): Promise<unknown> {
  const { embedder } = await loadManifest(modelFolder);
  const libraries: Library[] = [];
  for (const judged of await judgedLibraries(modelFolder, embedder.version)) {
    const library = groupedAtAll(judged, embedder.thresholds.group);
    if (library) libraries.push(library);
  }
  const shipped = embedder.rise;
  const figures = libraries.map((library) => {
    const model = fit(libraries.filter((other) => isApart(library, other)));
    const { name, of, isMixed, facts } = library;
    return {
      ...{ name, of, isMixed, faces: facts.faces, middle: facts.middle },
      fixed: at(library, 0),
      shipped: at(library, shipped ? linkageRise(facts, shipped) : 0),
      rise: linkageRise(facts, model),
      own: at(library, linkageRise(facts, model)),
    };
  });
  print(figures);
  const model = fit(libraries);
  console.log(`\nFitted: ${JSON.stringify(model)}${write ? '' : ' (`--write` puts it into models.json)'}`);
  if (write) await writeEmbedder(modelFolder, { rise: model });
  return { figures, model };
}

function groupedAtAll(judged: Judged, linkage: number): Library | null {
  const facts = factsOf(judged.known, linkage);
  if (!facts) return null;
  const truth = judged.known.map(({ identity }) => identity);
  const group = groupsAround(judged.known, linkage);
  const fixed = new Int32Array(truth.length).fill(-1);
  return { ...judged, facts, grouped: rises.map((rise) => compare(truth, [...group({ fixed }, linkage + rise)])) };
}

function at({ grouped }: Library, rise: number): Grouped {
  return grouped[Math.round((rise / mostRise) * (rises.length - 1))] as Grouped;
}

function fit(libraries: readonly Library[]): RiseModel {
  const measured = libraries.map(({ facts, grouped }) => {
    const features = [Math.log(facts.faces) - usual.logOfFaces, facts.middle - usual.middle];
    return { features, value: rises[bestOf(grouped)] as number };
  });
  const [middle = 0, faces = 0, slope = 0] = fitLine(measured, ridge);
  const intercept = middle - faces * usual.logOfFaces - slope * usual.middle;
  const rounded = (value: number): number => Number(value.toFixed(3));
  return { intercept: rounded(intercept), faces: rounded(faces), middle: rounded(slope) };
}

/** Which of them has the best F, by β² of `beta2`. */
export function bestOf(grouped: readonly Grouped[]): number {
  const scores = grouped.map(
    ({ precision, recall }) => ((1 + beta2) * precision * recall) / (beta2 * precision + recall),
  );
  return scores.indexOf(Math.max(...scores));
}

type Figures = Readonly<Record<'fixed' | 'shipped' | 'own', Grouped>> & {
  readonly name: string;
  readonly isMixed: boolean;
  readonly faces: number;
  readonly rise: number;
};

function print(figures: readonly Figures[]): void {
  console.log(
    '\nGroups of libraries (B³), at the linkage of models.json, with its rise, and with one fitted elsewhere\n',
  );
  const names = ['library', 'faces', 'P', 'R', 'F1', 'shipped: P', 'R', 'F1', 'rise', 'own: P', 'R', 'F1'];
  const rows = figures.map((one) => [one.name, String(one.faces), ...cellsOf(one).map(share)]);
  const mean = (name: string, some: readonly Figures[]): string[] => {
    const all = some.map(cellsOf);
    const means = (all[0] ?? []).map((_, column) => all.reduce((sum, row) => sum + (row[column] ?? 0), 0) / all.length);
    return [name, '', ...means.map(share)];
  };
  const mixed = figures.filter(({ isMixed }) => isMixed);
  const single = figures.filter(({ isMixed }) => !isMixed);
  console.log(table([names, ...rows, mean('mean', figures), mean('of one source', single), mean('mixed', mixed)]));
}

function cellsOf({ fixed, shipped, rise, own }: Figures): number[] {
  const three = ({ precision, recall, f1 }: Grouped): number[] => [precision, recall, f1];
  return [...three(fixed), ...three(shipped), rise, ...three(own)];
}
