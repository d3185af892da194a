import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { Edited } from '../../electron/contract/api/edits-api.ts';
import type { ChangedGroups, GroupingOptions, RegroupPreview } from '../../electron/contract/api/grouping-api.ts';
import type { FaceId } from '../../electron/contract/ids.ts';
import { throttle } from '../library/throttle.ts';
import { extraChanges, movedFaces } from './extra-changes.ts';

/** Of the slider, in cosine. */
export const offsetStep = 0.01;
const lookInterval = 150;
const usual: GroupingOptions = { offset: 0, picturesApart: true };

type RegroupCalls = Pick<EngineApi, 'groupingOptions' | 'previewRegroup' | 'regroup'>;

/** What the engine has answered, and to which question. */
interface Looked {
  readonly left: ReadonlySet<FaceId>;
  /** If nothing were left where it is. */
  readonly base: RegroupPreview;
  /** With what is. */
  readonly preview: RegroupPreview;
  readonly changes: readonly ChangedGroups[];
}

/** Grouping anew by other options: what it would change is seen before it is done, and taken or left one by one. */
export class Regrouping {
  options = $state.raw<GroupingOptions>(usual);
  /** What the library is grouped by now; null until that is known. */
  applied = $state.raw<GroupingOptions | null>(null);
  error = $state.raw<ErrorData | null>(null);
  busy = $state(false);
  /** Faces that stay where they are. */
  left = $state.raw<ReadonlySet<FaceId>>(new Set());
  #looked = $state.raw<Looked | null>(null);

  readonly #engine: RegroupCalls;
  readonly #look: () => void;

  constructor(engine: RegroupCalls) {
    this.#engine = engine;
    this.#look = throttle(() => this.#ask(), lookInterval);
  }

  readonly preview = $derived(this.#looked?.preview ?? null);
  /** All that would change, and what is left as it is, in an order that taking and leaving does not alter. */
  readonly changes = $derived(this.#looked?.changes ?? []);
  /** The preview is of what is chosen. */
  readonly current = $derived(
    this.#looked !== null && this.#looked.left === this.left && areSame(this.#looked.preview.options, this.options),
  );
  readonly isUsual = $derived(areSame(this.options, usual));
  /** Something else is chosen than what the library is grouped by. */
  readonly differs = $derived(this.applied !== null && !areSame(this.options, this.applied));
  readonly ready = $derived(this.differs && this.current && this.error === null && !this.busy);

  async open(): Promise<void> {
    await this.#attempt(async () => {
      this.applied = await this.#engine.groupingOptions();
      this.options = this.applied;
    });
    this.#look();
  }

  choose(options: Partial<GroupingOptions>): void {
    const chosen = { ...this.options, ...options };
    // Sums of the slider's steps are not exact: the preview is known by its options.
    this.options = { ...chosen, offset: Math.round(chosen.offset / offsetStep) * offsetStep };
    this.#look();
  }

  reset(): void {
    this.choose(usual);
  }

  /** How many of these faces stay where they are. */
  leftOf(faces: readonly FaceId[]): number {
    return faces.filter((face) => this.left.has(face)).length;
  }

  /** These faces stay where they are, or go where they would. */
  leave(faces: readonly FaceId[], stay: boolean): void {
    const left = new Set(this.left);
    for (const face of faces) {
      if (stay) left.add(face);
      else left.delete(face);
    }
    this.left = left;
    this.#look();
  }

  leaveAll(stay: boolean): void {
    this.leave(this.changes.flatMap(movedFaces), stay);
  }

  /** Throws what the engine throws. */
  async apply(): Promise<Edited> {
    this.busy = true;
    try {
      return await this.#engine.regroup(this.options, this.#stay(this.left));
    } finally {
      this.busy = false;
    }
  }

  #stay(left: ReadonlySet<FaceId>): readonly FaceId[] {
    return [...left].sort((a, b) => a - b);
  }

  #ask(): Promise<void> {
    return this.#attempt(async () => {
      const { options, left } = this;
      const known = this.#looked;
      const isKnown = known !== null && areSame(known.base.options, options);
      const base = isKnown ? known.base : await this.#engine.previewRegroup(options);
      const preview = left.size > 0 ? await this.#engine.previewRegroup(options, this.#stay(left)) : base;
      const told = known?.changes.slice(known.base.changes.length) ?? [];
      const extra = extraChanges(base.changes, preview.changes, told, left);
      this.#looked = { left, base, preview, changes: [...base.changes, ...extra] };
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.error = null;
    } catch (error) {
      this.error = toErrorData(error);
    }
  }
}

function areSame(one: GroupingOptions, other: GroupingOptions): boolean {
  return Math.abs(one.offset - other.offset) < offsetStep / 2 && one.picturesApart === other.picturesApart;
}
