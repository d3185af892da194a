import type { AppState } from './app.svelte.ts';
import { commandOf, type CommandId } from '../commands/commands.ts';
import { keysOfView } from '../commands/focus-home.ts';
import { isIdle, isLineOfView, isTyping } from '../commands/typing.ts';

/** Keys that work wherever the focus is. `covered`: a dialog was open when the key went down, though it may have closed it. */
export function handleAppKey(app: AppState, event: KeyboardEvent, covered: boolean): void {
  if (event.defaultPrevented || covered) return;
  if (isDown(event) && isLineOfView(event.target)) return enterView(event);
  if (isTyping(event.target) && !(event.key === 'Escape' && isIdle(event.target))) return;
  const actions = actionsOf(app);
  const id = commandOf(event, Object.keys(actions) as CommandId[]);
  if (!id) return;
  event.preventDefault();
  actions[id]?.();
}

function isDown({ key, ctrlKey, metaKey, altKey, shiftKey, isComposing }: KeyboardEvent): boolean {
  return key === 'ArrowDown' && !ctrlKey && !metaKey && !altKey && !shiftKey && !isComposing;
}

/** From a field down to what it has found, where the field has no use for the arrow. */
function enterView(event: KeyboardEvent): void {
  const tile = keysOfView();
  if (!tile) return;
  event.preventDefault();
  tile.focus();
}

/** `addFolder` and `pickSample` are keys of the window's menu, `pasteSample` is the browser's own. */
function actionsOf(app: AppState): Partial<Record<CommandId, () => unknown>> {
  return {
    undo: app.edits.undoNewest,
    redo: app.edits.redo,
    history: () => app.navigation.open({ view: 'history' }),
    regroup: () => (app.navigation.dialog = 'regroup'),
    search: () => app.opener.search(),
    filter: focusFilter,
    back: () => app.navigation.back(),
    shortcuts: () => (app.navigation.dialog = 'shortcuts'),
    settings: () => (app.navigation.dialog = 'settings'),
    largerTiles: () => app.settings.resizeTiles(1),
    smallerTiles: () => app.settings.resizeTiles(-1),
  };
}

function focusFilter(): void {
  document.querySelector<HTMLElement>('[type="search"]')?.focus();
}
