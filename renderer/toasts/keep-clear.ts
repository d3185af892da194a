import { liftOver, type Box } from './lift-over.ts';
import { toolsInWindow } from './tools-in-window.ts';

/** Between the toasts and what is below them, in pixels. */
const gap = 12;

/**
 * Keeps the list of toasts above whatever tools it would lie over, as long as it has any: a dialog may open, tools for what is chosen may
 * come up. Where there is no such place, it stays above those that cannot be scrolled away.
 *
 * @param makeWay is called for each dialog that opens
 */
export function keepClear(list: HTMLElement, makeWay: () => void): () => void {
  let lift = 0;
  let dialogs = openDialogs();
  let asked = 0;
  const place = (): void => {
    const box = boxAtFoot(list, lift);
    lift = liftOver(box, toolsInWindow('all', list), gap) ?? liftOver(box, toolsInWindow('fixed', list), gap) ?? 0;
    list.style.marginBottom = `${lift}px`;
  };
  const follow = (): void => {
    const before = dialogs;
    dialogs = openDialogs();
    place();
    if (dialogs > before) makeWay();
  };
  const placeSoon = (): void => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(follow);
  };
  const observer = new MutationObserver(placeSoon);
  observer.observe(document.body, { childList: true, subtree: true });
  window.addEventListener('resize', placeSoon);
  // Toasts that went may have left the list lifted.
  list.style.marginBottom = '0px';
  place();
  return () => {
    cancelAnimationFrame(asked);
    observer.disconnect();
    window.removeEventListener('resize', placeSoon);
  };
}

function openDialogs(): number {
  return document.querySelectorAll('.modal').length;
}

/** Where the toasts are if they are not lifted: the list is as wide as the window, they are not. */
function boxAtFoot(list: HTMLElement, lift: number): Box {
  const { top, bottom } = list.getBoundingClientRect();
  const toasts = [...list.children].map((toast) => toast.getBoundingClientRect());
  return {
    left: Math.min(...toasts.map(({ left }) => left)),
    right: Math.max(...toasts.map(({ right }) => right)),
    top: top + lift,
    bottom: bottom + lift,
  };
}
