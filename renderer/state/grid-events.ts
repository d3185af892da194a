import type { Grid } from './grid.svelte.ts';
import type { SelectionKeys } from './selection.svelte.ts';

/** What the tiles of a grid answer to; the same by mouse and by keyboard. */
export interface GridEvents {
  /** One click opens; otherwise a click chooses and a double click opens. */
  readonly opensOnClick: boolean;
  open(index: number): void;
  preview(index: number): void;
  find(index: number): void;
  name?(index: number): void;
  /** Called while the tile that the artist comes from is still the active one. */
  choose?(index: number, keys: SelectionKeys): void;
  /** Answers for `aria-selected`; absent where tiles cannot be chosen. */
  selected?(index: number): boolean;
  enter?(index: number, tile: Element): void;
  leave?(): void;
}

export function tileOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
}

/** The tile an event is about; null beside tiles, and in a field that is edited inside a tile. */
export function indexOfEvent(event: Event): number | null {
  if (event.target instanceof Element && event.target.closest('[data-inside-tile]')) return null;
  const index = tileOf(event)?.dataset['index'];
  return index === undefined ? null : Number(index);
}

export function handleGridClick(grid: Grid, events: GridEvents, event: MouseEvent): void {
  const index = indexOfEvent(event);
  if (index === null) return;
  if (!events.opensOnClick) events.choose?.(index, keysOf(event));
  void grid.focus(index);
  if (events.opensOnClick) events.open(index);
}

export function handleGridKey(grid: Grid, events: GridEvents, event: KeyboardEvent): void {
  if (indexOfEvent(event) === null) return;
  const target = grid.target(event);
  if (target !== null) {
    if (event.shiftKey || !event.ctrlKey) events.choose?.(target, { ctrl: false, shift: event.shiftKey });
    void grid.focus(target);
  } else if (!runTileKey(grid.active, events, event)) {
    return;
  }
  events.leave?.();
  event.preventDefault();
}

function runTileKey(index: number, events: GridEvents, event: KeyboardEvent): boolean {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  if (event.key === ' ' && event.ctrlKey && events.choose) events.choose(index, { ctrl: true, shift: false });
  else if (modified) return false;
  else if (event.key === 'Enter') events.open(index);
  else if (event.key === ' ') events.preview(index);
  else if (event.key === 'F2' && events.name) events.name(index);
  else if (event.key.toLowerCase() === 'f') events.find(index);
  else return false;
  return true;
}

function keysOf(event: MouseEvent): SelectionKeys {
  return { ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey };
}
