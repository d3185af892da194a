import type { Box } from './lift-over.ts';

/** What stays where it is. */
const fixed = 'header, footer, [role="toolbar"], [role="menu"], .popover, .tools, .modal-actions';
/** What may stand in a form that scrolls. */
const controls = 'button, input, select, textarea, label, summary, [role="slider"], [role="option"]';
/** What is in them scrolls away from below a toast. */
const rows = '[role="grid"], [role="list"], ul, ol';

/** Where tools are that an artist can reach now: those behind a dialog are out of reach. */
export function toolsInWindow(kind: 'fixed' | 'all', beside: Element): Box[] {
  const layer = [...document.querySelectorAll('[aria-modal="true"]')].at(-1) ?? document.body;
  const found = [...layer.querySelectorAll(kind === 'all' ? `${fixed}, ${controls}` : fixed)];
  return found
    .filter((tool) => !beside.contains(tool) && !tool.closest(rows) && tool.checkVisibility())
    .map((tool) => tool.getBoundingClientRect())
    .filter(({ width, height }) => width > 1 && height > 1);
}
