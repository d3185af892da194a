import type { Placing } from '../layers/compose.ts';
import type { XcfCursor } from './xcf-cursor.ts';
import { property, readProperties } from './xcf-properties.ts';

/** A layer, or a group of them. */
export interface XcfLayer {
  readonly width: number;
  readonly height: number;
  /** 0 and 1: RGB, 2 and 3: grey, 4 and 5: palette; odd ones have alpha. */
  readonly kind: number;
  readonly isVisible: boolean;
  readonly isGroup: boolean;
  /** Its layers lie on what is below the group, one by one. */
  readonly passesThrough: boolean;
  /** How many groups it lies in. */
  readonly depth: number;
  readonly placing: Placing;
  readonly pixelsAt: number;
  /** 0: none that counts. */
  readonly maskAt: number;
}

/** Reads what the file says of one layer. Throws RangeError where it ends too early. */
export function readXcfLayer(cursor: XcfCursor): XcfLayer {
  const [width, height, kind] = [cursor.word(), cursor.word(), cursor.word()];
  cursor.skipText();
  const properties = readProperties(cursor);
  const [pixelsAt, maskAt] = [cursor.pointer(), cursor.pointer()];
  const word = (name: number, otherwise: number): number => properties.get(name)?.readUInt32BE() ?? otherwise;
  const mode = word(property.mode, 0);
  const path = properties.get(property.itemPath);
  return {
    width,
    height,
    kind,
    isVisible: word(property.visible, 1) !== 0,
    isGroup: properties.has(property.groupItem),
    passesThrough: mode === passThrough,
    depth: path ? path.length / 4 - 1 : 0,
    placing: {
      x: properties.get(property.offsets)?.readInt32BE(0) ?? 0,
      y: properties.get(property.offsets)?.readInt32BE(4) ?? 0,
      opacity: properties.get(property.floatOpacity)?.readFloatBE() ?? word(property.opacity, 255) / 255,
      ...mixOf(mode),
    },
    pixelsAt,
    maskAt: word(property.applyMask, 1) === 0 ? 0 : maskAt,
  };
}

const passThrough = 61;

/**
 * By the number of the mode: those of today (from 23 on) and of before GIMP 2.10, when all were mixed as bytes of sRGB. What is missing
 * is shown as `normal`: what erases, or lies behind, is rare among layers.
 */
const modes: Readonly<Record<number, Placing['mode']>> = {
  1: 'dissolve',
  3: 'multiply',
  4: 'screen',
  5: 'even-soft-light',
  6: 'difference',
  7: 'addition',
  8: 'subtract',
  9: 'darken',
  10: 'lighten',
  11: 'hsv-hue',
  12: 'old-hsv-saturation',
  13: 'hsl-color',
  14: 'hsv-value',
  15: 'divide',
  16: 'dodge',
  17: 'burn',
  18: 'hard-light',
  19: 'even-soft-light',
  20: 'grain-extract',
  21: 'grain-merge',
  23: 'overlay',
  24: 'lch-hue',
  25: 'lch-chroma',
  26: 'lch-color',
  27: 'lch-lightness',
  30: 'multiply',
  31: 'screen',
  32: 'difference',
  33: 'addition',
  34: 'subtract',
  35: 'darken',
  36: 'lighten',
  37: 'hsv-hue',
  38: 'hsv-saturation',
  39: 'hsl-color',
  40: 'hsv-value',
  41: 'divide',
  42: 'dodge',
  43: 'burn',
  44: 'hard-light',
  45: 'even-soft-light',
  46: 'grain-extract',
  47: 'grain-merge',
  48: 'vivid-light',
  49: 'pin-light',
  50: 'linear-light',
  51: 'hard-mix',
  52: 'exclusion',
  53: 'linear-burn',
  54: 'luma-darken',
  55: 'luma-lighten',
  56: 'luminance',
};
/** Normal, and those whose colours GIMP mixes as light. */
const light = new Set([28, 30, 33, 34, 41, 56]);
const firstOfToday = 23;

function mixOf(mode: number): Pick<Placing, 'mode' | 'space'> {
  const space = light.has(mode) ? 'light' : mode >= firstOfToday ? 'both' : 'bytes';
  return { mode: modes[mode] ?? 'normal', space };
}
