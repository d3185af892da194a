/** The tile that has the keys where nothing else has. */
const home = 'main [role="gridcell"][tabindex="0"]';
/** What takes the focus from a click, and does nothing with keys. */
const idle = 'body, main, [data-context-menu-trigger]';

/**
 * The next key always works: where nothing that takes keys has the focus (what had it is gone, or the artist has clicked beside it), the
 * active tile gets the focus, and the key.
 */
export function sendKeyHome(event: KeyboardEvent): void {
  const { target } = event;
  // Tab goes on from where the artist has clicked.
  if (!event.isTrusted || event.key === 'Tab' || !(target instanceof HTMLElement) || !target.matches(idle)) return;
  const tile = document.querySelector<HTMLElement>(home);
  if (!tile) return;
  tile.focus();
  const sent = new KeyboardEvent(event.type, event);
  event.stopImmediatePropagation();
  if (!tile.dispatchEvent(sent)) event.preventDefault();
}
