const inView = 'main :is([role="gridcell"], [role="application"])[tabindex="0"]';

/** What has the keys of a view where nothing else has: the active tile, or the map. */
export function keysOfView(): HTMLElement | null {
  return document.querySelector<HTMLElement>(inView);
}

const controls =
  'main section :is(button, input, select, summary, [tabindex="0"]):not(:disabled, [tabindex="-1"], header *)';

/** Where a view begins that has neither, for keys that come from elsewhere: from there on Tab leads through it. */
function startOfView(from: HTMLElement): HTMLElement | null {
  if (from.parentElement?.closest('main')) return null;
  return [...document.querySelectorAll<HTMLElement>(controls)].find((control) => control.checkVisibility()) ?? null;
}

/** What takes the focus from a click, and does nothing with keys. */
const idle = 'body, main, [role="dialog"], [data-context-menu-trigger]';
const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
/** What keeps the focus after a click, and the keys that it needs itself. */
const clickable: readonly (readonly [selector: string, keys: readonly string[]])[] = [
  ['button', ['Enter', ' ']],
  ['input[type="checkbox"]', [' ']],
  ['input[type="radio"]', [' ', ...arrows]],
  ['input[type="range"]', [...arrows, 'Home', 'End', 'PageUp', 'PageDown']],
];
const modifiers: readonly string[] = ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta'];

/**
 * The next key always works: where nothing that takes keys has the focus (what had it is gone, or the artist has clicked beside it, or on a
 * button that has no use for this key), the active tile gets the focus, and the key.
 */
export class FocusHome {
  /** Something was pressed, by the pointer or by Enter or Space, after the last key: its work is done, and the next key is about the view. */
  #clicked = false;
  /** By the pointer. */
  #pointed = false;
  readonly #home: (from: HTMLElement) => HTMLElement | null;

  /** @param home where keys go; in a view, its active tile, its map or its first control */
  constructor(home: (from: HTMLElement) => HTMLElement | null = (from) => keysOfView() ?? startOfView(from)) {
    this.#home = home;
  }

  /** Handles every press of the pointer, and every click, which keys make too. */
  readonly pointed = ({ type }: Event): void => {
    this.#clicked = true;
    if (type === 'pointerdown') this.#pointed = true;
  };

  /** Handles a key before anything else does. */
  send(event: KeyboardEvent): void {
    const { target } = event;
    if (!event.isTrusted || modifiers.includes(event.key)) return;
    const [clicked, pointed] = [this.#clicked, this.#pointed];
    this.#clicked = this.#pointed = false;
    // Tab goes on from where the artist has clicked.
    if (event.key === 'Tab' || !(target instanceof HTMLElement)) return;
    if (!target.matches(idle) && !(clicked && isFree(target, event.key, pointed))) return;
    const tile = target.closest<HTMLElement>('main [role="gridcell"]') ?? this.#home(target);
    if (!tile) return;
    tile.focus();
    const sent = new KeyboardEvent(event.type, event);
    event.stopImmediatePropagation();
    if (!tile.dispatchEvent(sent)) event.preventDefault();
  }
}

/** Whether what was clicked has no use for the key. The drawer closes by Escape. */
function isFree(target: HTMLElement, key: string, pointed: boolean): boolean {
  if (target.closest('aside.open')) return false;
  // Who has chosen with the pointer what is shown goes on in it; from one to the next by arrows goes who came by Tab.
  if (pointed && target.matches('input[type="radio"]')) return key !== ' ';
  const [, own] = clickable.find(([selector]) => target.matches(selector)) ?? [];
  return own !== undefined && !own.includes(key);
}
