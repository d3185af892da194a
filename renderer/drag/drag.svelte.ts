import type { CharacterId, FaceId, PictureId } from '../../electron/contract/ids.ts';

/** What is being dragged: faces out of a group (`from` null: without a group), whole groups, or pictures, which other programs take. */
export type Cargo =
  | {
      readonly kind: 'faces';
      readonly faces: readonly FaceId[];
      readonly pictures: readonly PictureId[];
      readonly from: CharacterId | null;
      readonly shown: readonly FaceId[];
    }
  | {
      readonly kind: 'groups';
      readonly groups: readonly CharacterId[];
      readonly shown: readonly FaceId[];
    }
  | { readonly kind: 'pictures'; readonly pictures: readonly PictureId[] };

export type DropTarget =
  | { readonly kind: 'group'; readonly id: CharacterId }
  | { readonly kind: 'new-group' | 'reject' | 'not-a-face' | 'hidden' };

/** The value of `data-drop` that makes an element a place to drop on. */
export function dropAttribute(target: DropTarget): string {
  return target.kind === 'group' ? `group:${target.id}` : target.kind;
}

export function readDropTarget(text: string | undefined): DropTarget | null {
  const group = /^group:([1-9]\d*)$/.exec(text ?? '');
  if (group) return { kind: 'group', id: Number(group[1]) as CharacterId };
  switch (text) {
    case 'new-group':
    case 'reject':
    case 'not-a-face':
    case 'hidden':
      return { kind: text };
    default:
      return null;
  }
}

/** Whether letting go there would mean something. */
export function accepts(target: DropTarget, cargo: Cargo): boolean {
  if (cargo.kind === 'pictures') return false;
  if (cargo.kind === 'groups') {
    return target.kind === 'group' ? !cargo.groups.includes(target.id) : target.kind === 'hidden';
  }
  if (target.kind === 'group') return target.id !== cargo.from;
  if (target.kind === 'reject') return cargo.from !== null;
  return target.kind !== 'hidden';
}

export interface DragOptions {
  /** The element under a point of the window. */
  readonly elementAt: (x: number, y: number) => Element | null;
  readonly dropped: (cargo: Cargo, target: DropTarget) => void;
  /** The pointer has left the window with the button held: the system goes on with the files. */
  readonly left: (cargo: Cargo) => void;
}

/** A drag inside the window, which becomes a drag of files where it leaves the window, and comes back as itself. */
export class Drag {
  cargo = $state.raw<Cargo | null>(null);
  x = $state(0);
  y = $state(0);
  target = $state.raw<DropTarget | null>(null);
  /** The system drags the files meanwhile. */
  outside = $state(false);

  readonly #options: DragOptions;
  #done: () => void = () => undefined;

  constructor(options: DragOptions) {
    this.#options = options;
  }

  /** `done` is called once the cargo has been dropped on something. */
  start(cargo: Cargo, x: number, y: number, done: () => void = () => undefined): void {
    this.cargo = cargo;
    this.#done = done;
    this.outside = false;
    this.moveTo(x, y);
  }

  moveTo(x: number, y: number): void {
    if (!this.cargo) return;
    this.x = x;
    this.y = y;
    const element = this.#options.elementAt(x, y)?.closest<HTMLElement>('[data-drop]');
    const target = readDropTarget(element?.dataset['drop']);
    this.target = target && accepts(target, this.cargo) ? target : null;
  }

  leave(): void {
    if (!this.cargo || this.outside) return;
    this.outside = true;
    this.target = null;
    this.#options.left(this.cargo);
  }

  drop(): void {
    const { cargo, target } = this;
    this.cancel();
    if (!cargo || !target) return;
    this.#options.dropped(cargo, target);
    this.#done();
  }

  /** Without the pointer: what would mean nothing is not done. */
  dropOn(target: DropTarget): void {
    if (!this.cargo || !accepts(target, this.cargo)) return;
    this.target = target;
    this.drop();
  }

  cancel(): void {
    this.cargo = null;
    this.target = null;
    this.outside = false;
  }

  /** Whether the group is what the cargo would be dropped on. */
  over(id: CharacterId): boolean {
    return this.target?.kind === 'group' && this.target.id === id;
  }
}
