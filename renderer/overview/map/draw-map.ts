import type { MapPoint } from '../../../electron/contract/api/map-api.ts';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import type { FaceMapView } from './face-map.svelte.ts';
import { faceSide } from './spread-faces.ts';

export interface MapColours {
  readonly text: string;
  readonly ground: string;
  readonly faint: string;
  readonly accent: string;
}

interface Drawn {
  readonly view: FaceMapView;
  readonly colours: MapColours;
  /** Null until it is loaded. */
  readonly imageOf: (face: FaceId) => CanvasImageSource | null;
  /** Null: it has none. */
  readonly nameOf: (character: CharacterId) => string | null;
  readonly meant: MapPoint | null;
}

const dot = 2.5;
/** Degrees between the colours of groups that follow each other: the golden angle, so that few are alike. */
const golden = 137.508;

/** Draws the map in CSS pixels. */
export function drawMap(canvas: CanvasRenderingContext2D, drawn: Drawn): void {
  const { view, colours } = drawn;
  const { width, height } = view.stage;
  canvas.clearRect(0, 0, width, height);
  const held = new Set(view.held);
  for (const point of view.points) drawDot(canvas, drawn, point, held.has(point.face));
  const side = faceSide(view.camera);
  for (const index of view.faces.at(view.camera)) {
    const point = view.points[index];
    if (point) drawFace(canvas, drawn, point, side, held.has(point.face));
  }
  if (drawn.meant) drawLabel(canvas, drawn, drawn.meant, side);
  if (view.line.length > 1) drawLine(canvas, view, colours);
}

function drawDot(canvas: CanvasRenderingContext2D, { view, colours }: Drawn, point: MapPoint, held: boolean): void {
  const { x, y } = view.place(point);
  if (x < -dot || y < -dot || x > view.stage.width + dot || y > view.stage.height + dot) return;
  canvas.fillStyle = held ? colours.accent : colourOf(point.character, colours.faint);
  canvas.beginPath();
  canvas.arc(x, y, held ? dot + 1 : dot, 0, Math.PI * 2);
  canvas.fill();
}

function drawFace(
  canvas: CanvasRenderingContext2D,
  { view, colours, imageOf }: Drawn,
  point: MapPoint,
  side: number,
  held: boolean,
): void {
  const { x, y } = view.place(point);
  const half = side / 2;
  if (x < -half || y < -half || x > view.stage.width + half || y > view.stage.height + half) return;
  const image = imageOf(point.face);
  if (!image) return;
  canvas.save();
  canvas.beginPath();
  canvas.roundRect(x - half, y - half, side, side, Math.min(8, side / 6));
  canvas.clip();
  canvas.drawImage(image, x - half, y - half, side, side);
  canvas.restore();
  canvas.lineWidth = held ? 3 : 2;
  canvas.strokeStyle = held ? colours.accent : colourOf(point.character, colours.faint);
  canvas.beginPath();
  canvas.roundRect(x - half, y - half, side, side, Math.min(8, side / 6));
  canvas.stroke();
}

function drawLabel(
  canvas: CanvasRenderingContext2D,
  { view, colours, nameOf }: Drawn,
  point: MapPoint,
  side: number,
): void {
  const name = point.character === null ? null : nameOf(point.character);
  const { x, y } = view.place(point);
  canvas.strokeStyle = colours.accent;
  canvas.lineWidth = 2;
  canvas.beginPath();
  canvas.arc(x, y, dot + 3, 0, Math.PI * 2);
  canvas.stroke();
  if (name === null) return;
  canvas.font = `600 12px ${getComputedStyle(canvas.canvas).fontFamily}`;
  const width = canvas.measureText(name).width + 12;
  const left = Math.min(Math.max(4, x - width / 2), view.stage.width - width - 4);
  const top = Math.min(y + side / 2 + 4, view.stage.height - 24);
  canvas.fillStyle = colours.ground;
  canvas.beginPath();
  canvas.roundRect(left, top, width, 20, 4);
  canvas.fill();
  canvas.fillStyle = colours.text;
  canvas.textBaseline = 'middle';
  canvas.fillText(name, left + 6, top + 10.5);
}

function drawLine(canvas: CanvasRenderingContext2D, { line }: FaceMapView, { accent }: MapColours): void {
  canvas.beginPath();
  for (const { x, y } of line) canvas.lineTo(x, y);
  canvas.closePath();
  canvas.strokeStyle = accent;
  canvas.lineWidth = 2;
  canvas.setLineDash([6, 4]);
  canvas.stroke();
  canvas.setLineDash([]);
  canvas.globalAlpha = 0.12;
  canvas.fillStyle = accent;
  canvas.fill();
  canvas.globalAlpha = 1;
}

/** The same group has the same colour every time. */
function colourOf(character: CharacterId | null, faint: string): string {
  return character === null ? faint : `hsl(${(character * golden) % 360} 62% 56%)`;
}
