/** In pixels of the window, as `getBoundingClientRect` has it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How far up a box has to go so that it lies over none of the others; null where it would leave the window at the top. */
export function liftOver(box: Box, others: readonly Box[], gap: number): number | null {
  const onWay = others.filter(({ left, right }) => left < box.right && right > box.left);
  let lift = 0;
  for (;;) {
    const hit = onWay.find(({ top, bottom }) => top < box.bottom - lift + gap && bottom > box.top - lift);
    if (!hit) return box.top - lift < 0 ? null : lift;
    lift = box.bottom + gap - hit.top;
  }
}
