import { bytesFor } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import { emptyCanvas, lay, type Pixels } from '../layers/compose.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { readXcfHeader, type XcfHeader } from './xcf-header.ts';
import { readXcfLayer, type XcfLayer } from './xcf-layers.ts';
import { layerPixels } from './xcf-pixels.ts';

/** A canvas of each of the groups that lie in one another, and the layer that is laid on them. */
const deepestGroups = 8;

/** GIMP: its layers, one on another, with opacity, mode, mask and groups. Errors as a Reader. */
export function readXcf(file: FileBytes, makeRoom: MakeRoom): Reading {
  const header = readXcfHeader(file);
  const layers = header.layers.map((at) => readXcfLayer(header.cursor.other(at)));
  makeRoom(roomFor(header, layers));
  const { width, height, data } = compose(header, nested(layers));
  return { kind: 'pixels', width, height, channels: 4, data, isPreview: false };
}

/** Throws SkipError where it is too much, or where groups lie too deep. */
function roomFor(header: XcfHeader, layers: readonly XcfLayer[]): number {
  const deepest = layers.reduce((most, { depth }) => Math.max(most, depth), 0);
  if (deepest > deepestGroups) throw new SkipError('not-supported', `groups in ${deepest} groups`);
  const largest = layers.reduce((most, layer) => Math.max(most, bytesFor(layer, 4)), 0);
  return bytesFor(header, 4 * (deepest + 1)) + largest;
}

interface Node {
  readonly layer: XcfLayer;
  readonly inside: Node[];
}

/** The file lists a group, then what is in it, from the uppermost down. */
function nested(layers: readonly XcfLayer[]): Node[] {
  const top: Node[] = [];
  const open: Node[][] = [top];
  for (const layer of layers) {
    const node = { layer, inside: [] };
    const siblings = open[Math.min(layer.depth, open.length - 1)] ?? top;
    siblings.push(node);
    open.length = open.indexOf(siblings) + 1;
    open.push(node.inside);
  }
  return top;
}

function compose(header: XcfHeader, nodes: readonly Node[], onto?: Pixels): Pixels {
  const canvas = onto ?? emptyCanvas(header.width, header.height);
  for (const { layer, inside } of nodes.toReversed()) {
    if (!layer.isVisible) continue;
    if (!layer.isGroup) lay(canvas, layerPixels(header, layer), layer.placing);
    else if (layer.passesThrough) compose(header, inside, canvas);
    // What is in a group has its place on the canvas, and not in the group.
    else lay(canvas, compose(header, inside), { ...layer.placing, x: 0, y: 0 });
  }
  return canvas;
}
