import { commandIds, commandOf, commands, type Command, type CommandId } from '../commands/commands.ts';
import type { GridRectangle } from './grid-layout.ts';
import type { Grid } from './grid.svelte.ts';
import type { SelectionKeys } from './selection.svelte.ts';

/** Stands for the place of a tile where all that are chosen are meant. */
export const chosenOnes = -1;

/** What can be done with a tile, or with all that are chosen where it is one of them; the same by key and by menu. */
export type GridActions = Readonly<Partial<Record<CommandId, (index: number, event?: KeyboardEvent) => void>>>;

/** The commands that are nothing but an edit of what is meant: how each is done with a tile. */
export function actionsFor<Edit extends 'editGroups' | 'editFaces'>(
  kind: Edit,
  perform: (edit: NonNullable<Command[Edit]>, index: number) => void,
): GridActions {
  const offered = commandIds.flatMap((id) => {
    const edit = commands[id][kind];
    return edit ? [[id, (index: number) => perform(edit, index)] as const] : [];
  });
  return Object.fromEntries(offered);
}

/** What the tiles of a grid answer to; the same by mouse and by keyboard. */
export interface GridEvents {
  /** One click opens; otherwise a click chooses and a double click opens. */
  readonly opensOnClick: boolean;
  readonly actions: GridActions;
  open(index: number): void;
  /** Called while the tile that the artist comes from is still the active one. */
  choose?(index: number, keys: SelectionKeys): void;
  /** Answers for `aria-selected`; absent where tiles cannot be chosen. */
  selected?(index: number): boolean;
  /** Lets go of what is chosen; answers whether anything was. */
  clear?(): boolean;
  drag?(index: number, at: { readonly clientX: number; readonly clientY: number }): void;
  beginSweep?(added: boolean): void;
  sweep?(band: GridRectangle): void;
  /** Tiles larger by so many steps; absent where they have one size. */
  resize?(steps: number): void;
  enter?(index: number, tile: Element): void;
  leave?(): void;
}

export function tileOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
}

/** The tile that the pointer is over, whatever in it; null beside tiles. */
export function hoveredIndex(event: Event): number | null {
  const index = tileOf(event)?.dataset['index'];
  return index === undefined ? null : Number(index);
}

/** The tile an event is about; null beside tiles, and in a field that is edited inside a tile. */
export function indexOfEvent(event: Event): number | null {
  if (event.target instanceof Element && event.target.closest('[data-inside-tile]')) return null;
  return hoveredIndex(event);
}

export function handleGridClick(grid: Grid, events: GridEvents, event: MouseEvent): void {
  const index = indexOfEvent(event);
  if (index === null) {
    if (tileOf(event)) return;
    events.clear?.();
    // What is around the tiles can take the focus, but no keys.
    void grid.follow(grid.active);
    return;
  }
  const keys = keysOf(event);
  const choosing = !events.opensOnClick || keys.ctrl || keys.shift;
  if (choosing) events.choose?.(index, keys);
  void grid.focus(index);
  if (!choosing) events.open(index);
}

export function handleGridKey(grid: Grid, events: GridEvents, event: KeyboardEvent): void {
  if (indexOfEvent(event) === null) return;
  const target = grid.target(event);
  if (target !== null) {
    if (event.shiftKey || (!event.ctrlKey && !events.opensOnClick))
      events.choose?.(target, { ctrl: false, shift: event.shiftKey });
    void grid.focus(target);
  } else if (!runTileKey(grid.active, events, event)) {
    return;
  }
  events.leave?.();
  event.preventDefault();
}

function runTileKey(index: number, events: GridEvents, event: KeyboardEvent): boolean {
  if (event.key === 'Escape') return events.clear?.() ?? false;
  const id = commandOf(event, Object.keys(events.actions) as CommandId[]);
  if (id === null) return false;
  events.actions[id]?.(index, event);
  return true;
}

/** The check mark of a tile chooses as Ctrl does. */
function keysOf(event: MouseEvent): SelectionKeys {
  const onCheck = event.target instanceof Element && event.target.closest('[data-check]') !== null;
  return { ctrl: event.ctrlKey || event.metaKey || onCheck, shift: event.shiftKey };
}
