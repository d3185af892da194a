import type { Size } from '../../electron/contract/geometry.ts';

interface Rectangle extends Size {
  readonly left: number;
  readonly top: number;
}

const gap = 12;
const largest = 440;

/** Where a picture of proportions `picture` goes beside a tile: on the roomier side, inside `bounds`, as large as fits. */
export function placeBeside(tile: Rectangle, picture: Size, bounds: Rectangle): Rectangle {
  const roomLeft = tile.left - bounds.left - 2 * gap;
  const roomRight = bounds.left + bounds.width - tile.left - tile.width - 2 * gap;
  const room = Math.max(roomLeft, roomRight);
  const scale = Math.min(
    Math.min(largest, Math.max(0, room)) / picture.width,
    Math.min(largest, bounds.height - 2 * gap) / picture.height,
  );
  const width = Math.round(picture.width * scale);
  const height = Math.round(picture.height * scale);
  const centred = tile.top + tile.height / 2 - height / 2;
  const lowest = bounds.top + bounds.height - height - gap;
  const top = Math.round(Math.max(bounds.top + gap, Math.min(lowest, centred)));
  const left = Math.round(roomRight >= roomLeft ? tile.left + tile.width + gap : tile.left - gap - width);
  return { left, top, width, height };
}
