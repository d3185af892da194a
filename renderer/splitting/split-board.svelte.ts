import { tick } from 'svelte';
import type { FaceId } from '../../electron/contract/ids.ts';
import { Selection, type SelectionKeys } from '../grid/selection.svelte.ts';
import { facesOf, type Part } from './parts.ts';
import type { SplitTable } from './split-table.svelte.ts';

/** A part may have thousands of faces: so many are shown of each, and as many more each time that the artist asks. */
const shownAtFirst = 120;

/** Which faces of the table are chosen, which one has the keys, and where they go. */
export class SplitBoard {
  readonly selection = new Selection<FaceId>();
  readonly table: SplitTable;
  #active = $state<FaceId | null>(null);
  #limits = $state.raw<ReadonlyMap<number, number>>(new Map());
  /** Gives a face the focus, once it is there. */
  readonly #focus: (face: FaceId) => void;

  constructor(table: SplitTable, focus: (face: FaceId) => void) {
    this.table = table;
    this.#focus = focus;
  }

  /** The parts that are in sight. */
  readonly parts = $derived.by(() => {
    const { parts, large } = this.table;
    return parts.list.filter(({ key }) => large === null || key === large);
  });
  /** The faces that the keys lead through, part after part. */
  readonly order = $derived.by(() => this.parts.flatMap((part) => this.shownOf(part)));
  /** The face that has the keys: the first where that one is not there. */
  readonly active = $derived.by(() => {
    const at = this.#active;
    return at !== null && this.order.includes(at) ? at : (this.order[0] ?? null);
  });

  shownOf({ key, faces }: Part): readonly FaceId[] {
    return faces.slice(0, this.#limits.get(key) ?? shownAtFirst);
  }

  showMore({ key }: Part): void {
    this.#limits = new Map(this.#limits).set(key, (this.#limits.get(key) ?? shownAtFirst) + shownAtFirst);
  }

  partOf(face: FaceId): Part | null {
    return this.table.parts.list.find(({ faces }) => faces.includes(face)) ?? null;
  }

  /** As a grid chooses: a click, with Ctrl or Shift or neither. */
  choose(face: FaceId, keys: SelectionKeys): void {
    const from = this.active === null ? 0 : this.order.indexOf(this.active);
    this.selection.choose(this.order.indexOf(face), keys, from, (index) => this.order[index] ?? null);
    this.focus(face);
  }

  /** All of the part that has the keys. */
  choosePart(): void {
    const part = this.active === null ? null : this.partOf(this.active);
    if (part) this.selection.set(part.faces);
  }

  /** A face has got the focus, by whatever way. */
  focused(face: FaceId): void {
    this.#active = face;
  }

  focus(face: FaceId): void {
    this.#active = face;
    void tick().then(() => this.#focus(face));
  }

  /** What is moved with a face: all that are chosen where it is one of them, in their order on the table. */
  targets(face: FaceId | null = this.active): readonly FaceId[] {
    const { ids } = this.selection;
    if (face === null) return [];
    if (!ids.has(face)) return [face];
    return this.table.parts.list.flatMap(({ faces }) => faces).filter((one) => ids.has(one));
  }

  /** The keys go on with what comes after the faces that have left, so that one after the other can be sorted. */
  move(faces: readonly FaceId[], to: number | null): void {
    const next = this.#after(faces);
    this.table.move(faces, to);
    this.selection.clear();
    const [first] = faces;
    const at = next !== null && this.order.includes(next) ? next : first;
    if (at !== undefined) this.focus(at);
  }

  join(from: number, into: number): void {
    const [first] = facesOf(this.table.parts, from);
    this.table.join(from, into);
    this.selection.clear();
    if (first !== undefined) this.focus(first);
  }

  /** One part, or all again. */
  see(key: number | null): void {
    const { active } = this;
    this.table.large = key;
    this.selection.clear();
    const face = active !== null && this.order.includes(active) ? active : this.order[0];
    if (face !== undefined) this.focus(face);
  }

  #after(faces: readonly FaceId[]): FaceId | null {
    const going = new Set(faces);
    const part = faces[0] === undefined ? null : this.partOf(faces[0]);
    const shown = part ? this.shownOf(part) : [];
    const at = shown.findLastIndex((face) => going.has(face));
    return shown.slice(at + 1).find((face) => !going.has(face)) ?? shown.findLast((face) => !going.has(face)) ?? null;
  }
}
