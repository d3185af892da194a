import type { AppState } from './app.svelte.ts';
import { isTyping } from './typing.ts';

/** Whether a dialog or a menu has the keys. */
export function isCovered(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

/** Keys that work wherever the focus is. `covered`: a dialog was open when the key went down, though it may have closed it. */
export function handleAppKey(app: AppState, event: KeyboardEvent, covered: boolean): void {
  if (event.defaultPrevented || covered) return;
  const action = isTyping(event.target) ? null : actionOf(app, event);
  if (!action) return;
  event.preventDefault();
  action();
}

function actionOf(app: AppState, event: KeyboardEvent): (() => unknown) | null {
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey) {
    switch (key.toLowerCase()) {
      case 'z':
        return shiftKey ? app.edits.redo : app.edits.undo;
      case 'y':
        return app.edits.redo;
      case 'f':
        return focusFilter;
      default:
        return null;
    }
  }
  if (event.altKey) return key === 'ArrowLeft' ? () => app.navigation.back() : null;
  switch (key) {
    case 'Escape':
      return () => app.navigation.back();
    case '?':
      return () => (app.dialog = 'shortcuts');
    case '/':
      return focusFilter;
    case '+':
    case '=':
      return () => app.settings.resizeTiles(1);
    case '-':
      return () => app.settings.resizeTiles(-1);
    default:
      return null;
  }
}

function focusFilter(): void {
  document.querySelector<HTMLElement>('[type="search"]')?.focus();
}
