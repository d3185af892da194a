import type { CharacterId, FaceId, PictureId } from '../../contract/model.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { Db } from '../store/database.ts';
import type { Decisions, FactStore } from '../store/facts.ts';
import {
  fromBlob,
  unpackNeighbours,
  type FaceStore,
  type MemberFace,
  type Membership,
  type Neighbour,
} from '../store/faces.ts';
import { continueCharacters } from './assign.ts';
import { clusterFaces } from './cluster.ts';
import type { FaceGraph } from './face-graph.ts';
import { bestOf } from './nearest.ts';
import { VectorIndex } from './vector-index.ts';
import { VectorThreads } from './vector-threads.ts';

export interface GroupingOptions {
  readonly dimensions: number;
  /** Faces of pictures indexed by another model version cannot be compared; they wait until they are indexed anew. */
  readonly version: string;
  /** Lowest mean cosine at which two clusters are one character. */
  readonly linkage: number;
}

export interface GroupingStores {
  readonly faces: FaceStore;
  readonly characters: CharacterStore;
  readonly facts: FactStore;
}

/** Edges kept per face, towards faces that were there before it; later faces add theirs from the other side. */
const neighbourCount = 32;
/** Searching this many rows in place takes a few milliseconds: less than the way to another thread may cost. */
const rowsInPlace = 30_000;
/** A group needs company: a single face is "ungrouped" until a second one joins it. */
const smallestGroup = 2;

interface GroupGraph extends FaceGraph {
  readonly fixed: readonly number[];
  readonly rows: readonly MemberFace[];
  readonly previous: readonly number[];
}

/** The faces that can be compared, and their groups. Vectors live in memory, decisions in the database. */
export class Grouping implements AsyncDisposable {
  readonly index: VectorIndex;
  readonly #db: Db;
  readonly #faces: FaceStore;
  readonly #characters: CharacterStore;
  readonly #facts: FactStore;
  readonly #options: GroupingOptions;
  readonly #threads: VectorThreads;
  readonly #pictures = new Map<FaceId, PictureId>();
  /** Packed edges, as in the database. */
  readonly #neighbours = new Map<FaceId, Buffer>();
  #stale = false;

  constructor(db: Db, { faces, characters, facts }: GroupingStores, options: GroupingOptions) {
    this.#db = db;
    this.#faces = faces;
    this.#characters = characters;
    this.#facts = facts;
    this.#options = options;
    this.index = new VectorIndex(options.dimensions);
    this.#threads = new VectorThreads(this.index.table.handle);
    const unconnected = new Set<PictureId>();
    for (const face of faces.forGrouping(options.version)) {
      if (face.neighbours === null) unconnected.add(face.picture);
      else this.#insert(face.id, face.picture, fromBlob(face.embedding), face.neighbours);
    }
    // A process that was killed between storing a picture and comparing its faces left these behind.
    for (const picture of unconnected) this.addPicture(picture);
  }

  /** True where faces came or went since the last `regroup`. */
  get stale(): boolean {
    return this.#stale;
  }

  /** A human moved faces: the next `regroup` works around it. */
  invalidate(): void {
    this.#stale = true;
  }

  /** The faces most similar to a vector, as `VectorIndex.search`; a large library is searched in other threads. */
  async find(query: Float32Array, limit: number, min: number): Promise<Neighbour[]> {
    if (this.index.rowCount < rowsInPlace) return this.index.search(query, limit, min);
    const { rowCount, pictures } = this.index;
    const found = await this.#threads.runSplit<'search'>(0, rowCount, (from, to) => {
      return { kind: 'search', query, pictures, from, to, limit, min };
    });
    const { rows, similarities } = bestOf(found, limit);
    return this.index.toFaces(rows, similarities);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#threads[Symbol.asyncDispose]();
  }

  pictureOf(face: FaceId): PictureId | undefined {
    return this.#pictures.get(face);
  }

  /** Takes in the faces of a picture that was indexed, or whose file came back. */
  addPicture(picture: PictureId): void {
    for (const face of [...this.#faces.forGrouping(this.#options.version, picture)]) {
      const vector = fromBlob(face.embedding);
      this.#insert(face.id, picture, vector, face.neighbours ?? this.#connect(face.id, picture, vector));
      this.#stale = true;
    }
  }

  /** Leaves out the faces of a picture that has no file any more. Their names wait in the database. */
  removeFaces(faces: readonly FaceId[]): void {
    for (const face of faces) {
      this.index.delete(face);
      this.#pictures.delete(face);
      this.#neighbours.delete(face);
      this.#stale = true;
    }
  }

  /** An artist changed whether these faces are any, or where. */
  lookAgain(faces: readonly FaceId[]): void {
    this.removeFaces(faces);
    for (const picture of this.#faces.picturesOf(faces)) this.addPicture(picture);
  }

  #insert(face: FaceId, picture: PictureId, vector: Float32Array, neighbours: Buffer): void {
    this.index.set(face, vector, picture);
    this.#pictures.set(face, picture);
    this.#neighbours.set(face, neighbours);
  }

  #connect(face: FaceId, picture: PictureId, vector: Float32Array): Buffer {
    const near = this.index.search(vector, neighbourCount, this.#options.linkage);
    const others = near.filter((other) => other.face !== face && this.#pictures.get(other.face) !== picture);
    return this.#faces.setNeighbours(face, others);
  }

  /**
   * Groups all faces anew around the confirmed characters, which keep every face they have. Groups keep their ids
   * where they keep most of their faces. Answers whether anything is different now.
   */
  regroup(): boolean {
    const graph = this.#graph();
    const clusters = clusterFaces(graph, this.#options.linkage);
    const pinned = new Map<number, number>();
    graph.fixed.forEach((character, node) => character >= 0 && pinned.set(clusters[node] as number, character));
    const continued = continueCharacters(graph.previous, clusters, pinned);
    const changed = this.#db.transaction(() => this.#store(graph, clusters, continued))();
    this.#stale = false;
    return changed;
  }

  #graph(): GroupGraph {
    const decisions = this.#facts.decisions();
    const artists = new Set<CharacterId>(this.#characters.confirmed());
    const rows = this.#faces.memberships().filter((row) => this.#pictures.has(row.id));
    const vectors = new Float32Array(rows.length * this.#options.dimensions);
    rows.forEach((row, node) => vectors.set(this.index.get(row.id) ?? [], node * this.#options.dimensions));
    return {
      rows,
      vectors,
      edges: this.#edges(rows),
      dimensions: this.#options.dimensions,
      pictures: rows.map((row) => this.#pictures.get(row.id) as PictureId),
      // A character of an artist lives on in what it holds, never in what the machine had suggested for it.
      previous: rows.map(({ character }) => (character === null || artists.has(character) ? 0 : character)),
      fixed: rows.map((row) => decisions.held.get(row.id) ?? -1),
      ...pairsOf(decisions, rows),
    };
  }

  #edges(rows: readonly MemberFace[]): Int32Array {
    const nodes = new Map(rows.map((row, node) => [row.id, node]));
    const edges: number[] = [];
    rows.forEach((row, node) => {
      for (const { face, similarity } of unpackNeighbours(this.#neighbours.get(row.id))) {
        const other = nodes.get(face);
        if (other !== undefined && similarity >= this.#options.linkage) edges.push(node, other);
      }
    });
    return Int32Array.from(edges);
  }

  #store(graph: GroupGraph, clusters: Int32Array, continued: Map<number, number>): boolean {
    const members = membersOf(clusters);
    let changed = false;
    for (const [cluster, nodes] of members) {
      const isGroup = nodes.length >= smallestGroup || nodes.some((node) => (graph.fixed[node] ?? -1) >= 0);
      const character = isGroup ? this.#characterOf(cluster, continued) : null;
      const similarities = isGroup ? similaritiesToCentre(graph, nodes) : null;
      nodes.forEach((node, k) => {
        const row = graph.rows[node];
        const next: Membership = { character, similarity: similarities?.[k] ?? null };
        if (!row || (row.character === next.character && row.similarity === next.similarity)) return;
        this.#faces.setMembership(row.id, next);
        changed = true;
      });
    }
    return this.#characters.removeEmpty() > 0 || changed;
  }

  #characterOf(cluster: number, continued: ReadonlyMap<number, number>): CharacterId {
    const known = continued.get(cluster) as CharacterId | undefined;
    return known ?? this.#characters.insert({ name: null, confirmed: false });
  }
}

/** Decisions about pairs as nodes of the graph; those about faces that are away rest. */
function pairsOf({ mustLink, cannotLink, rejected }: Decisions, rows: readonly MemberFace[]) {
  const nodes = new Map(rows.map((row, node) => [row.id, node]));
  const nodesOf = ([a, b]: readonly [FaceId, FaceId]): [number, number][] => {
    const pair = [nodes.get(a), nodes.get(b)] as const;
    return pair[0] === undefined || pair[1] === undefined ? [] : [[pair[0], pair[1]]];
  };
  const barred = rejected.flatMap(([face, character]): [number, number][] => {
    const node = nodes.get(face);
    return node === undefined ? [] : [[node, character]];
  });
  return { together: mustLink.flatMap(nodesOf), apart: cannotLink.flatMap(nodesOf), barred };
}

function membersOf(clusters: Int32Array): Map<number, number[]> {
  const members = new Map<number, number[]>();
  clusters.forEach((cluster, node) => {
    const nodes = members.get(cluster);
    if (nodes) nodes.push(node);
    else members.set(cluster, [node]);
  });
  return members;
}

/** Cosine of each member to the mean of all of them. */
function similaritiesToCentre(graph: Pick<FaceGraph, 'vectors' | 'dimensions'>, nodes: readonly number[]): number[] {
  const d = graph.dimensions;
  const centre = new Float64Array(d);
  for (const node of nodes) {
    for (let k = 0; k < d; k += 1) centre[k] = (centre[k] as number) + (graph.vectors[node * d + k] as number);
  }
  const length = Math.hypot(...centre) || 1;
  return nodes.map((node) => {
    let sum = 0;
    for (let k = 0; k < d; k += 1) sum += (graph.vectors[node * d + k] as number) * (centre[k] as number);
    return sum / length;
  });
}
