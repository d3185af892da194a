import { through, type Lens } from '../adaptation/lens.ts';
import { libraryFacts, type LibraryFacts } from '../adaptation/library-facts.ts';
import type { GroupingOptions, RegroupPreview } from '../../contract/api/grouping-api.ts';
import { mostOffset } from '../../contract/grouping-range.ts';
import type { FaceId, PictureId } from '../../contract/ids.ts';
import type { Db } from '../store/database.ts';
import { fromBlob } from '../store/faces/faces.ts';
import { unpackNeighbours, type Neighbour } from '../store/faces/grouped-faces.ts';
import { connectMany } from '../clustering/connect-many.ts';
import { connectRows, type FoundNeighbours } from '../vectors/connect.ts';
import { groupsToBe } from './destinations.ts';
import { storeGroups } from './group-store.ts';
import { groupRows, type RowGroups } from '../clustering/group-rows.ts';
import type { GroupingParts, GroupingStores } from './grouping-parts.ts';
import { groupingRule, neighbourLimit } from '../vectors/grouping-rule.ts';
import { requestFor, type MemberRequest } from './member-request.ts';
import { partsByLikeness, type PartsByLikeness, type PartsWanted } from '../clustering/parts-by-likeness.ts';
import { bestOf } from '../vectors/nearest.ts';
import { NeighbourGraph } from '../vectors/neighbour-graph.ts';
import { regroupPreview } from './regroup-preview.ts';
import { staysOf } from './keep-in-place.ts';
import { isNothing, joined, nothingStays, type Stays } from './in-place.ts';
import { inSlices } from '../flow/slices.ts';
import { surroundings } from './surroundings.ts';
import { VectorIndex } from '../vectors/vector-index.ts';
import { VectorThreads } from '../clustering/vector-threads.ts';

export interface GroupingModel {
  readonly dimensions: number;
  /** Faces of pictures indexed by another model version cannot be compared; they wait until they are indexed anew. */
  readonly version: string;
  /** Lowest mean cosine at which two clusters are one character; the library's options move it. */
  readonly linkage: number;
  /** How much higher the linkage is in a library, by its facts; none: by nothing. */
  readonly rise?: (facts: LibraryFacts) => number;
  /** How the library's vectors are looked through; none: as they are stored. */
  readonly lens?: Lens | null;
  /** Up to this many faces all are grouped anew each time; of more only those around what changed. */
  readonly wholeBelow?: number;
}

/** Searching this many rows in place takes a few milliseconds: less than the way to another thread may cost. */
const rowsInPlace = 30_000;
/** Pairs of rows that are compared in place, in about as long. */
const pairsInPlace = 400_000;
/** Rows that are grouped in place. */
const groupedInPlace = 500;
/** Faces that are split in place, in some milliseconds. */
const splitInPlace = 100;
const wholeBelow = 20_000;
/** A library of which this share has changed since it was last grouped as a whole is so again, when nothing else is to do. */
const driftShare = 0.1;
/** Rows that are linked and stored in a few milliseconds. */
const rowsAtOnce = 256;
/** How often a plan is made again for faces that are to stay. */
const mostRounds = 5;

export interface RegroupPlan {
  readonly preview: RegroupPreview;
  readonly stays: Stays;
}

/** The faces that can be compared, and their groups. Vectors live in memory, decisions in the database. */
export class Grouping implements AsyncDisposable {
  readonly index: VectorIndex;
  readonly #db: Db;
  readonly #stores: GroupingStores;
  readonly #model: Required<GroupingModel>;
  readonly #through: ((vector: Float32Array) => Float32Array) | null;
  #options: GroupingOptions;
  /** The next time all faces are grouped anew. */
  #whole = false;
  readonly #threads: VectorThreads;
  readonly #graph = new NeighbourGraph(neighbourLimit);
  /** Rows that were not compared with the others yet. */
  #unconnected = new Set<number>();
  /** Rows around which groups may be different now. */
  #touched = new Set<number>();
  /** Whether an artist may have decided something since that was last looked at. */
  #decided = false;
  /** Rows that changed since the library was last grouped as a whole. */
  #drift = 0;
  /** Grows with everything that makes a result of grouping that is under way worthless. */
  #epoch = 0;
  #running: Promise<boolean> | null = null;
  #facts: LibraryFacts | null = null;
  #rise = 0;
  /** How many faces there were when the facts were worked out. */
  #factsOfSize = 0;
  #closed = false;

  constructor(db: Db, stores: GroupingStores, model: GroupingModel) {
    this.#db = db;
    this.#stores = stores;
    this.#model = { wholeBelow, rise: () => 0, lens: null, ...model };
    this.#through = model.lens ? through(model.lens) : null;
    this.#options = stores.settings.grouping();
    this.index = new VectorIndex(model.dimensions);
    this.#threads = new VectorThreads(this.index.table.handle);
    // What was decided before is in the groups that are stored.
    stores.decidedFaces.take();
    // The stored lists of neighbours may end at a higher cosine than is needed now. Then they are made anew.
    const isEnough = stores.settings.neighboursFrom() <= this.#neighboursFrom;
    if (!isEnough) this.#forgetNeighbours();
    for (const face of stores.groupedFaces.forGrouping(model.version)) {
      const row = this.#insert(face.id, face.picture, fromBlob(face.embedding), face.neighbours);
      // A process that was killed between storing a picture and comparing its faces left these behind.
      if (face.neighbours === null) this.#touched.add(row);
    }
    // What is stored was grouped by this linkage: a start groups nothing anew.
    this.#rise = this.#riseNow();
    // Without these faces' neighbours the facts say little: they are worked out once more when all faces have been compared.
    if (this.#unconnected.size > 0) this.#factsOfSize = 0;
  }

  /** Lowest mean cosine at which two clusters are one character, in this library. */
  get linkage(): number {
    return this.#model.linkage + this.#rise + this.#options.offset;
  }

  /** A vector as the network gives it, as the library's faces are compared. */
  seen(vector: Float32Array): Float32Array {
    return this.#through ? this.#through(vector) : vector;
  }

  /** True where faces came or went, or an artist decided something, since the last `regroup`. */
  get stale(): boolean {
    return this.#whole || this.#decided || this.#touched.size > 0;
  }

  /** The artist moved faces: the next `regroup` works around it. */
  invalidate(): void {
    this.#decided = true;
    this.#epoch += 1;
  }

  /** The library's options were written anew: the next `regroup` goes by them, whatever the size of the library. */
  optionsChanged(): void {
    this.#options = this.#stores.settings.grouping();
    this.#whole = true;
    this.#epoch += 1;
  }

  /**
   * What grouping all faces by other options would do, and what has to be decided so that the faces in `stay` are left where they are.
   * Changes no group but those that are out of date anyway.
   */
  async plan(options: GroupingOptions, stay: readonly FaceId[] = []): Promise<RegroupPlan> {
    if (this.stale) await this.regroup(true);
    const parts = this.#partsBy(options);
    const artists = new Set(this.#stores.characters.confirmed());
    const staying = { stay: new Set(stay), artists };
    let stays = nothingStays;
    for (let round = 1; ; round += 1) {
      const request = requestFor(parts, null, stays);
      const { clusters } = await this.#group(request);
      const groups = groupsToBe(request, clusters);
      // What is left here may move faces there that were to stay, a few of them in spite of their neighbours.
      const near = round === 1 ? (face: FaceId) => this.near(face, -1) : undefined;
      const more = round < mostRounds ? staysOf(request.memberships, groups, { ...staying, near }) : nothingStays;
      if (isNothing(more)) return { stays, preview: regroupPreview(options, request.memberships, groups) };
      stays = joined([stays, more]);
    }
  }

  /** The faces most similar to a vector, as `VectorIndex.search`; a large library is searched in other threads. */
  async find(query: Float32Array, limit: number, min: number): Promise<Neighbour[]> {
    if (this.index.rowCount < rowsInPlace) return this.index.search(query, limit, min);
    const { rowCount, pictures } = this.index;
    const found = await this.#threads.runSplit('search', 0, rowCount, (from, to) => {
      return [query, { pictures, from, to, limit, min }];
    });
    const { rows, similarities } = bestOf(found, limit);
    return this.index.toFaces(rows, similarities);
  }

  /** The parts of these faces, which can be compared, by likeness: positions in the list. Of many faces they are found in another thread. */
  async split(faces: readonly FaceId[], wanted: Omit<PartsWanted, 'linkage'>): Promise<PartsByLikeness> {
    const { index, linkage } = this;
    const rows = faces.map((face) => index.rowOf(face) as number);
    if (rows.length > splitInPlace) return this.#threads.run('split', rows, { ...wanted, linkage });
    return partsByLikeness(
      rows.map((row) => index.table.read(row)),
      { ...wanted, linkage },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#epoch += 1;
    await this.#threads[Symbol.asyncDispose]();
    await this.#running;
  }

  pictureOf(face: FaceId): PictureId | undefined {
    const row = this.index.rowOf(face);
    return row === undefined ? undefined : (this.index.pictures[row] as PictureId);
  }

  /** How alike the faces of the library are; null while that is not known. */
  get facts(): LibraryFacts | null {
    return this.#facts;
  }

  /** Whether two faces of one picture are always two characters. */
  get picturesApart(): boolean {
    return this.#options.picturesApart;
  }

  /** The most similar faces of other pictures, of at least a cosine; sixteen at most, best first. */
  near(face: FaceId, min: number): FaceId[] {
    const row = this.index.rowOf(face);
    if (row === undefined) return [];
    return this.#graph.of(row, min).flatMap((other) => this.index.faceAt(other) ?? []);
  }

  /** Takes in the faces of a picture that was indexed, or whose file came back. */
  addPicture(picture: PictureId): void {
    for (const face of this.#stores.groupedFaces.forGroupingOf(picture, this.#model.version)) {
      this.#remove(face.id);
      this.#touched.add(this.#insert(face.id, picture, fromBlob(face.embedding), face.neighbours));
    }
  }

  /** Leaves out the faces of a picture that has no file any more. Their names wait in the database. */
  removeFaces(faces: readonly FaceId[]): void {
    for (const face of faces) this.#remove(face);
  }

  /** An artist changed whether these faces are any, or where. */
  lookAgain(faces: readonly FaceId[]): void {
    this.removeFaces(faces);
    for (const picture of this.#stores.groupedFaces.picturesOf(faces)) this.addPicture(picture);
  }

  /**
   * Groups faces anew around what is confirmed, which stays as it is: all of them, or in a large library those around what
   * changed; `settled`: indexing is idle, so a library that has changed much is grouped as a whole. Groups keep their
   * ids where they keep most of their faces. Answers whether anything is different now. Work for more than a few milliseconds is
   * done in other threads or in slices; where an artist decides something meanwhile, what was found is dropped, and the
   * grouping is stale again.
   */
  regroup(settled = false): Promise<boolean> {
    this.#running ??= this.#regroup(settled)
      .catch((error: unknown) => {
        // The threads were stopped under it.
        if (this.#closed) return false;
        throw error;
      })
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  async #regroup(settled: boolean): Promise<boolean> {
    const epoch = this.#epoch;
    await this.#connect();
    if (this.#epoch !== epoch) return false;
    this.#lookAtLinkage();
    this.#touchDecided();
    const touched = this.#touched;
    const whole = this.#whole;
    const request = this.#request(touched, whole || (settled && this.#drift > driftShare * this.index.size));
    this.#touched = new Set();
    this.#whole = false;
    const isCurrent = (): boolean => this.#epoch === epoch;
    const groups = await this.#group(request);
    const stored = isCurrent() ? await storeGroups(this.#db, this.#stores, request, groups, isCurrent) : null;
    if (!stored?.finished) this.#goOnLater(touched, whole);
    else this.#drift = request.isWhole ? 0 : this.#drift + touched.size;
    return stored?.changed ?? false;
  }

  /** Works the facts out anew when a tenth of the library has changed; faces must have been compared. */
  #lookAtFacts(): void {
    const { index } = this;
    if (Math.abs(index.size - this.#factsOfSize) <= driftShare * this.#factsOfSize) return;
    this.#factsOfSize = index.size;
    this.#facts = libraryFacts({
      rows: index.rowsInUse(),
      lists: this.#graph.lists,
      vectorAt: (row) => index.table.read(row),
    });
  }

  /** Where the linkage has changed, all faces are grouped by it. */
  #lookAtLinkage(): void {
    const rise = this.#riseNow();
    this.#whole ||= rise !== this.#rise;
    this.#rise = rise;
  }

  #riseNow(): number {
    this.#lookAtFacts();
    return this.#facts ? this.#model.rise(this.#facts) : 0;
  }

  #forgetNeighbours(): void {
    this.#db.transaction(() => {
      this.#stores.groupedFaces.forgetNeighbours();
      this.#stores.settings.setNeighboursFrom(this.#neighboursFrom);
    })();
  }

  #goOnLater(touched: ReadonlySet<number>, whole: boolean): void {
    for (const row of touched) this.#touched.add(row);
    this.#whole ||= whole;
  }

  #touchDecided(): void {
    if (!this.#decided) return;
    this.#decided = false;
    for (const face of this.#stores.decidedFaces.take()) {
      const row = this.index.rowOf(face);
      if (row !== undefined) this.#touched.add(row);
    }
  }

  /** Compares the faces that are new with all others. */
  async #connect(): Promise<void> {
    const queries = Int32Array.from(this.#unconnected).filter((row) => this.index.faceAt(row) !== undefined);
    this.#unconnected = new Set();
    if (queries.length === 0) return;
    const { pictures, rowCount, table } = this.index;
    const rule = groupingRule(pictures, this.#neighboursFrom);
    const isQuick = queries.length * rowCount <= pairsInPlace;
    const parts = isQuick
      ? [{ queries, found: connectRows(table, queries, rowCount, rule) }]
      : await connectMany(this.#threads, queries, rowCount, rule);
    for (const part of parts) {
      await inSlices(part.queries.length, rowsAtOnce, (start, end) =>
        this.#db.transaction(() => this.#link(part, start, end))(),
      );
    }
  }

  #link(part: FoundNeighbours, start: number, end: number): undefined {
    this.#graph.linkSome(part, start, end);
    const { limit, rows, similarities } = part.found;
    for (let k = start; k < end; k += 1) {
      const face = this.index.faceAt(part.queries[k] as number);
      if (face === undefined) continue;
      const near = rows.subarray(k * limit, (k + 1) * limit).filter((row) => row >= 0);
      this.#stores.groupedFaces.setNeighbours(face, this.index.toFaces(near, similarities.subarray(k * limit)));
    }
    return undefined;
  }

  #request(touched: ReadonlySet<number>, whole: boolean): MemberRequest {
    const parts = this.#partsBy(this.#options);
    const isWhole = whole || this.index.size <= this.#model.wholeBelow;
    return requestFor(parts, isWhole ? null : surroundings(parts, touched));
  }

  #partsBy({ offset, picturesApart }: GroupingOptions): GroupingParts {
    const linkage = this.#model.linkage + this.#rise + offset;
    return { index: this.index, graph: this.#graph, stores: this.#stores, linkage, picturesApart };
  }

  /** The lowest linkage that a library may ask for. */
  get #neighboursFrom(): number {
    return this.#model.linkage - mostOffset;
  }

  async #group(request: MemberRequest): Promise<RowGroups> {
    if (request.rows.length <= groupedInPlace) return groupRows(this.index.table, request);
    // What only writing needs is not copied to the thread.
    const { faces: _faces, previous: _previous, memberships: _memberships, isWhole: _isWhole, ...rest } = request;
    return this.#threads.run('group', rest);
  }

  #insert(face: FaceId, picture: PictureId, vector: Float32Array, neighbours: Buffer | null): number {
    const row = this.index.set(face, this.seen(vector), picture);
    if (neighbours === null) this.#unconnected.add(row);
    for (const near of unpackNeighbours(neighbours ?? undefined)) {
      const other = this.index.rowOf(near.face);
      if (other !== undefined) this.#graph.link(row, other, near.similarity);
    }
    return row;
  }

  #remove(face: FaceId): void {
    const row = this.index.rowOf(face);
    if (row === undefined) return;
    for (const near of this.#graph.of(row, this.linkage)) this.#touched.add(near);
    this.#graph.remove(row);
    this.#unconnected.delete(row);
    this.index.delete(face);
    this.#touched.add(row);
    this.#epoch += 1;
  }
}
