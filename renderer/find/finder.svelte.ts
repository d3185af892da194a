import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { SampleSource, Match } from '../../electron/contract/api/find-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { KnownNames } from '../../electron/contract/query/complete-query.ts';
import type { FaceId, PictureId } from '../../electron/contract/ids.ts';
import { GridPlace } from '../grid/grid.svelte.ts';
import { QueryField } from '../query/query-field.svelte.ts';
import { withinFolder } from '../query/within-folder.ts';
import { lowestSimilarity, splitBands, takingOf, type Borders } from './match-bands.ts';
import { openFace, openPicture, type ChosenSample } from './sample-question.ts';

/** More than an artist looks through; the engine ranks, so the best are among them. */
const mostMatches = 2_000;

/** A search by one or several samples of a character. */
export class Finder {
  samples = $state.raw<readonly ChosenSample[]>([]);
  /** The sample that is shown large. */
  shown = $state(0);
  matches = $state.raw<readonly Match[]>([]);
  borders = $state.raw<Borders>({ same: 1, maybe: 1 });
  busy = $state(false);
  error = $state.raw<ErrorData | null>(null);
  /** Whose pictures are looked through. */
  where = $state<'library' | 'studio'>('library');
  readonly place = new GridPlace();

  readonly #engine: EngineApi;
  #retry: () => Promise<void> = async () => {};
  #turn = 0;

  /** Only pictures of this search are looked through. */
  readonly within: QueryField;

  readonly #below: () => string | null;

  /** `below`: the folder on disk that everything is narrowed to. */
  constructor(engine: EngineApi, names: () => KnownNames, below: () => string | null = () => null) {
    this.#engine = engine;
    this.#below = below;
    this.within = new QueryField(engine, names, () => void this.again());
  }

  readonly sample = $derived(this.samples[this.shown] ?? null);
  /** What is asked for. */
  readonly queries = $derived(this.samples.flatMap(({ question, face }) => question.queries[face] ?? []));
  readonly banded = $derived(splitBands(this.matches, this.borders));
  readonly same = $derived(takingOf(this.banded.same));
  readonly maybe = $derived(takingOf(this.banded.maybe));

  openSample(source: SampleSource): Promise<void> {
    return this.#ask(() => openPicture(this.#engine, source));
  }

  openFace(face: FaceId, picture: PictureId): Promise<void> {
    return this.#ask(() => openFace(this.#engine, face, picture));
  }

  /** One more sample of the same character. Throws what opening it throws: the results so far stay. */
  addSample(source: SampleSource): Promise<void> {
    return this.#add(openPicture(this.#engine, source));
  }

  addFace(face: FaceId, picture: PictureId): Promise<void> {
    return this.#add(openFace(this.#engine, face, picture));
  }

  show(sample: number): void {
    this.shown = sample;
  }

  async chooseFace(face: number): Promise<void> {
    this.samples = this.samples.map((sample, at) => (at === this.shown ? { ...sample, face } : sample));
    await this.#attempt((turn) => this.#search(turn, true));
  }

  /** The last sample stays: without it there is no question. */
  async remove(at: number): Promise<void> {
    if (this.samples.length < 2) return;
    this.samples = this.samples.filter((_, other) => other !== at);
    this.shown = Math.min(this.shown, this.samples.length - 1);
    await this.#attempt((turn) => this.#search(turn, true));
  }

  /** The same question to what the library holds now; results and borders stay until the answer is there. */
  async again(): Promise<void> {
    if (this.samples.length > 0) await this.#attempt((turn) => this.#search(turn, false));
  }

  retry(): Promise<void> {
    return this.error?.code === 'sample-gone' ? this.#attempt((turn) => this.#reopen(turn)) : this.#retry();
  }

  async #reopen(turn: number): Promise<void> {
    const opened = await Promise.all(this.samples.map(({ open }) => open()));
    if (turn !== this.#turn) return;
    this.samples = opened.map((sample, at) => ({ ...sample, face: this.samples[at]?.face ?? 0 }));
    await this.#search(turn, true);
  }

  async #ask(open: () => Promise<ChosenSample>): Promise<void> {
    this.samples = [];
    this.matches = [];
    await this.#attempt(async (turn) => {
      const opened = await open();
      if (turn !== this.#turn) return;
      this.samples = [opened];
      this.shown = 0;
      await this.#search(turn, true);
    });
  }

  async #add(opening: Promise<ChosenSample>): Promise<void> {
    const opened = await opening;
    this.samples = [...this.samples, opened];
    this.shown = this.samples.length - 1;
    await this.#attempt((turn) => this.#search(turn, true));
  }

  async #search(turn: number, fresh: boolean): Promise<void> {
    const { queries } = this;
    if (queries.length === 0) return;
    const within = withinFolder(this.within.applied, this.#below());
    const { matches, thresholds } = await this.#engine.find(queries, {
      limit: mostMatches,
      min: lowestSimilarity,
      ...(within === '' ? {} : { within }),
    });
    if (turn !== this.#turn) return;
    this.matches = matches;
    if (!fresh) return;
    this.borders = thresholds;
    this.place.active = 0;
    this.place.scrollTop = 0;
  }

  /** A later question makes the answers to earlier ones void. */
  async #attempt(work: (turn: number) => Promise<void>): Promise<void> {
    const turn = ++this.#turn;
    this.#retry = () => this.#attempt(work);
    this.busy = true;
    this.error = null;
    try {
      await work(turn);
    } catch (error) {
      if (turn === this.#turn) this.error = toErrorData(error);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}
