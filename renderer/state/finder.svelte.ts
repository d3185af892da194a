import type { EngineApi, FindQuery, SampleSource } from '../../electron/contract/engine-api.ts';
import { countBands, lowestSimilarity, usualMinimum } from './match-bands.ts';
import { GridPlace } from './grid.svelte.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { Box, FaceId, Match, Picture, Sample, Size } from '../../electron/contract/model.ts';

/** More than an artist looks through; the engine ranks, so the best are among them. */
const mostMatches = 2_000;

/** What is searched for: a picture with its faces, one of them chosen. */
export interface Question {
  readonly image: { readonly kind: 'sample' | 'picture'; readonly id: number };
  readonly name: string;
  readonly size: Size;
  readonly faces: readonly { readonly box: Box; readonly wholePicture: boolean }[];
  readonly queries: readonly FindQuery[];
}

export class Finder {
  question = $state.raw<Question | null>(null);
  face = $state(0);
  matches = $state.raw<readonly Match[]>([]);
  minimum = $state(lowestSimilarity);
  busy = $state(false);
  error = $state.raw<ErrorData | null>(null);
  readonly place = new GridPlace();

  readonly #engine: EngineApi;
  #source: SampleSource | null = null;
  #retry: () => Promise<void> = async () => {};
  #turn = 0;

  constructor(engine: EngineApi) {
    this.#engine = engine;
  }

  readonly counts = $derived(countBands(this.matches, this.minimum));

  openSample(source: SampleSource): Promise<void> {
    this.#source = source;
    return this.#ask(async () => questionOfSample(await this.#engine.openSample(source)), 0);
  }

  async openFace(face: FaceId, picture: Picture['id']): Promise<void> {
    await this.#ask(async () => questionOfPicture(await this.#engine.getPicture(picture)), 0, face);
  }

  async chooseFace(face: number): Promise<void> {
    this.face = face;
    await this.#attempt((turn) => this.#search(turn, true));
  }

  /** The same question to what the library holds now; results and threshold stay until the answer is there. */
  async again(): Promise<void> {
    if (this.question) await this.#attempt((turn) => this.#search(turn, false));
  }

  retry(): Promise<void> {
    // The engine keeps the last few samples only, and none when it has been started again.
    if (this.error?.code === 'sample-gone' && this.#source) return this.openSample(this.#source);
    return this.#retry();
  }

  async #ask(question: () => Promise<Question>, face: number, libraryFace?: FaceId): Promise<void> {
    this.question = null;
    this.matches = [];
    await this.#attempt(async (turn) => {
      const asked = await question();
      if (turn !== this.#turn) return;
      this.question = asked;
      this.face = libraryFace === undefined ? face : indexOfFace(asked, libraryFace);
      await this.#search(turn, true);
    });
  }

  async #search(turn: number, fresh: boolean): Promise<void> {
    const query = this.question?.queries[this.face];
    if (!query) return;
    const { matches } = await this.#engine.find([query], { limit: mostMatches, min: lowestSimilarity });
    if (turn !== this.#turn) return;
    this.matches = matches;
    if (!fresh) return;
    this.minimum = usualMinimum(matches);
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

function questionOfSample(sample: Sample): Question {
  return {
    image: { kind: 'sample', id: sample.id },
    name: sample.name,
    size: sample.size,
    faces: sample.faces,
    queries: sample.faces.map((_, face) => ({ sample: sample.id, face })),
  };
}

function questionOfPicture(picture: Picture): Question {
  return {
    image: { kind: 'picture', id: picture.id },
    name: picture.paths[0] ?? '',
    size: picture.size,
    faces: picture.faces.map(({ box }) => ({ box, wholePicture: false })),
    queries: picture.faces.map(({ id }) => ({ libraryFace: id })),
  };
}

function indexOfFace(question: Question, face: FaceId): number {
  return Math.max(
    0,
    question.queries.findIndex((query) => 'libraryFace' in query && query.libraryFace === face),
  );
}
