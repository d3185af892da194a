import type { FileBytes, MakeRoom } from '../reader.ts';
import { drawOn } from './draw-on.ts';
import { applyMask, emptyPixels, heightOf, overlap, readLayerPixels, widthOf, type Pixels } from './layer-pixels.ts';
import type { Area, Layer } from './layers.ts';
import type { Psd } from './psd-sections.ts';

/** A layer, or a group with what is in it, from the bottom to the top. */
interface Node {
  readonly layer: Layer;
  readonly children: readonly Node[] | null;
}

/** Groups lie above their layers in the list, and the end of a group below them. What has no counterpart is left out. */
function treeOf(layers: readonly Layer[]): Node[] {
  const open: Node[][] = [[]];
  for (const layer of layers) {
    if (layer.divides === 'end') open.push([]);
    else if (layer.divides !== 'group') open.at(-1)?.push({ layer, children: null });
    else if (open.length > 1) {
      const children = open.pop() ?? [];
      open.at(-1)?.push({ layer, children });
    }
  }
  return open.flat();
}

interface Canvas {
  readonly file: FileBytes;
  readonly psd: Psd;
  /** Channels of the mode: 1 or 3. */
  readonly colours: number;
}

/**
 * Draws the layers on one another as Photoshop does: blend modes, opacity, masks, groups, clipped layers. Adjustments, effects and shapes
 * without pixels are left out. Throws SkipError.
 */
export function compose(canvas: Canvas, layers: readonly Layer[], makeRoom: MakeRoom): Pixels {
  const whole = { left: 0, top: 0, right: canvas.psd.width, bottom: canvas.psd.height };
  const nodes = treeOf(layers);
  makeRoom(widthOf(whole) * heightOf(whole) * 4 * (buffersIn(nodes) + 2) + largestChannel(layers, canvas.psd.depth));
  const result = emptyPixels(whole);
  drawAll(canvas, nodes, result);
  return result;
}

/** Buffers of groups that are open at the same time, at most. */
function buffersIn(nodes: readonly Node[]): number {
  return Math.max(1, ...nodes.map(({ children }) => (children ? 1 + buffersIn(children) : 1)));
}

/** As it is stored, and where it may be deflated, without that. */
function largestChannel(layers: readonly Layer[], depth: number): number {
  let most = 0;
  for (const layer of layers) {
    const plain = depth > 8 ? (widthOf(layer) * heightOf(layer) * depth) / 8 : 0;
    for (const { length } of layer.channels.values()) most = Math.max(most, length + plain);
  }
  return most;
}

function drawAll(canvas: Canvas, nodes: readonly Node[], on: Pixels): void {
  for (let at = 0; at < nodes.length;) {
    const base = nodes[at] as Node;
    let end = at + 1;
    while (nodes[end]?.layer.isClipped) end += 1;
    if (!base.layer.isHidden) drawWithClipped(canvas, base, nodes.slice(at + 1, end), on);
    at = end;
  }
}

/** Clipped layers are drawn on the one that they are clipped to, and with it. */
function drawWithClipped(canvas: Canvas, base: Node, clipped: readonly Node[], on: Pixels): void {
  const shown = clipped.filter(({ layer }) => !layer.isHidden);
  if (shown.length === 0 && passesThrough(base)) return drawAll(canvas, base.children ?? [], on);
  const pixels = pixelsOf(canvas, base, on);
  for (const node of shown) {
    const { blend, opacity } = node.layer;
    drawOn(pixels, pixelsOf(canvas, node, pixels), { blend, opacity, isClipped: true });
  }
  const { blend, opacity } = base.layer;
  drawOn(on, pixels, { blend, opacity, isClipped: false });
}

/** What is in the group is blended with what is below the group. */
function passesThrough({ layer, children }: Node): boolean {
  return children !== null && layer.blend === 'pass' && layer.opacity === 1 && layer.mask === null;
}

function pixelsOf(canvas: Canvas, { layer, children }: Node, within: Area): Pixels {
  const { file, psd, colours } = canvas;
  if (!children) return readLayerPixels(file, layer, within, psd, colours);
  const pixels = emptyPixels(overlap(boundsOf(children), within));
  drawAll(canvas, children, pixels);
  applyMask(file, layer, psd, pixels);
  return pixels;
}

function boundsOf(nodes: readonly Node[]): Area {
  if (nodes.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  const areas = nodes.map(({ layer, children }) => (children ? boundsOf(children) : layer));
  return areas.reduce((all, { left, top, right, bottom }) => ({
    left: Math.min(all.left, left),
    top: Math.min(all.top, top),
    right: Math.max(all.right, right),
    bottom: Math.max(all.bottom, bottom),
  }));
}
