import type { BlendColour } from '../layers/blend-colours.ts';
import { clampedBlendOf, type Mode } from '../layers/modes.ts';

/** By Photoshop's four letters. Null for those that are shown as they are: `norm`, `diss` once it is scattered, and what is unknown. */
export function blendOfLetters(letters: string): BlendColour | null {
  const mode = modes[letters];
  return mode ? clampedBlendOf(mode) : null;
}

const modes: Readonly<Record<string, Mode>> = {
  'mul ': 'multiply',
  scrn: 'screen',
  over: 'overlay',
  dark: 'darken',
  lite: 'lighten',
  'div ': 'dodge',
  idiv: 'burn',
  lbrn: 'linear-burn',
  lddg: 'addition',
  sLit: 'soft-light',
  hLit: 'hard-light',
  vLit: 'vivid-light',
  lLit: 'linear-light',
  pLit: 'pin-light',
  hMix: 'hard-mix',
  diff: 'difference',
  smud: 'exclusion',
  fsub: 'subtract',
  fdiv: 'divide-to-white',
  'hue ': 'hue',
  'sat ': 'saturation',
  colr: 'color',
  'lum ': 'luminosity',
  dkCl: 'darker-color',
  lgCl: 'lighter-color',
};
