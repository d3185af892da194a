import { commandOf } from '../../commands/commands.ts';
import type { Staged, Zoom } from './zoom.svelte.ts';

/** CSS pixels that a press of a key moves the picture by. */
const move = 80;

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [move, 0],
  ArrowRight: [-move, 0],
  ArrowUp: [0, move],
  ArrowDown: [0, -move],
};

/** True where the key was about how near the picture is. */
export function handleZoomKey(zoom: Zoom, staged: Staged, event: KeyboardEvent): boolean {
  const arrow = event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey ? arrows[event.key] : undefined;
  if (arrow) {
    zoom.move({ x: arrow[0], y: arrow[1] }, staged);
    return true;
  }
  const id = commandOf(event, ['zoomIn', 'zoomOut', 'zoomNative', 'zoomWhole']);
  if (id === 'zoomIn') zoom.step(1, staged);
  else if (id === 'zoomOut') zoom.step(-1, staged);
  else if (id === 'zoomNative') zoom.toNative(staged);
  else if (id === 'zoomWhole') zoom.toWhole();
  return id !== null;
}
