export interface FrameReport {
  readonly frames: number;
  /** Frames that the screen would have shown and the page did not deliver. */
  readonly missed: number;
  readonly medianMs: number;
  readonly worstMs: number;
}

const frameMs = 1_000 / 60;

/** `times`: when the browser began each frame, ms. A gap of two frames and a half has lost two. */
export function dropped(times: readonly number[]): FrameReport {
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  const sorted = gaps.toSorted((a, b) => a - b);
  return {
    frames: gaps.length,
    missed: gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / frameMs) - 1), 0),
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    worstMs: sorted.at(-1) ?? 0,
  };
}
