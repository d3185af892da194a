import type { Rectangle } from 'electron';
import { z } from 'zod';

export const windowStateSchema = z.strictObject({
  bounds: z.strictObject({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) }),
  maximised: z.boolean(),
});

export type WindowState = z.infer<typeof windowStateSchema>;

export const smallestWindow = { width: 720, height: 480 } as const;

/**
 * Where to open the window: as it was, if enough of it can still be seen and grabbed; else centred on the first display.
 * @param areas the displays' work areas, in screen pixels, the primary one first; never empty
 */
export function placeWindow(saved: Rectangle | null, areas: readonly Rectangle[]): Rectangle {
  const area = saved && areas.find((candidate) => overlap(saved, candidate) >= 0.25);
  if (saved && area) return fitInto(saved, area);
  const [first] = areas as [Rectangle];
  const width = Math.min(1280, first.width);
  const height = Math.min(840, first.height);
  return {
    x: first.x + Math.round((first.width - width) / 2),
    y: first.y + Math.round((first.height - height) / 2),
    width,
    height,
  };
}

/** The part of `a`, 0..1, that lies inside `b`. */
function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return (Math.max(0, width) * Math.max(0, height)) / (a.width * a.height);
}

/** No larger than the display, no smaller than the smallest window, title bar on the screen. */
function fitInto(wanted: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(smallestWindow.width, Math.min(wanted.width, area.width));
  const height = Math.max(smallestWindow.height, Math.min(wanted.height, area.height));
  return { x: wanted.x, y: Math.max(wanted.y, area.y), width, height };
}
