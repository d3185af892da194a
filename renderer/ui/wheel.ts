/** Pixels that a line or a page of a wheel stands for. */
const units = [1, 16, 400] as const;
/** So many pixels of the wheel double the size. */
const doubles = 300;

/** How far a wheel was turned, in CSS pixels; below 0: away from the hand. */
export function wheelPixels({ deltaY, deltaMode }: Pick<WheelEvent, 'deltaY' | 'deltaMode'>): number {
  return deltaY * (units[deltaMode] ?? 1);
}

/** How many times as large a wheel makes what it zooms. Two fingers on a touch pad arrive as a wheel with Ctrl, and go a shorter way. */
export function wheelZoom(event: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  return 2 ** ((-wheelPixels(event) * (event.ctrlKey ? 3 : 1)) / doubles);
}
