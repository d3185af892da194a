import type { Mode } from '../layers/modes.ts';
import type { Chunk, Sprite } from './aseprite-chunks.ts';

/** Numbers of chunks (Aseprite, `docs/ase-file-specs.md`). */
export const chunkKinds = { oldPalette: 0x0004, layer: 0x2004, cel: 0x2005, palette: 0x2019, tileset: 0x2023 } as const;
const layerKinds = { image: 0, group: 1, tilemap: 2 } as const;

export interface AseLayer {
  /** With all the groups that it is in. */
  readonly isVisible: boolean;
  readonly isBackground: boolean;
  /** 0 to 1. */
  readonly opacity: number;
  readonly mode: Mode;
  /** Of the tileset, where the layer is a map of tiles. */
  readonly tileset: number | null;
}

/** From the lowest up; groups are among them, with no pixels. */
export function readLayers(chunks: readonly Chunk[], sprite: Sprite): AseLayer[] {
  // Of the groups that the next layer may be in.
  const visible: boolean[] = [];
  return chunks
    .filter(({ kind }) => kind === chunkKinds.layer)
    .map(({ bytes }) => {
      const [flags, kind, level] = [bytes.readUInt16LE(0), bytes.readUInt16LE(2), bytes.readUInt16LE(4)];
      const isVisible = (flags & 1) !== 0 && (level === 0 || visible[level - 1] !== false);
      visible[level] = isVisible;
      return {
        isVisible,
        isBackground: (flags & 8) !== 0,
        mode: modes[bytes.readUInt16LE(10)] ?? 'normal',
        opacity: sprite.hasOpacity ? bytes.readUInt8(12) / 255 : 1,
        tileset: kind === layerKinds.tilemap ? bytes.readUInt32LE(18 + bytes.readUInt16LE(16)) : null,
      };
    });
}

/** By number. */
const modes: readonly Mode[] = [
  'normal',
  'multiply',
  'screen',
  'overlay',
  'darken',
  'lighten',
  'dodge',
  'burn',
  'hard-light',
  'soft-light',
  'difference',
  'exclusion',
  'hue',
  'saturation',
  'color',
  'luminosity',
  'addition',
  'subtract',
  'divide',
];
