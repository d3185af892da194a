import { colourMixes, type BlendColour } from './blend-colours.ts';
import { clamped, mixes, type Mix } from './blend.ts';

/** How a layer shows on what is below it. */
export type Mode = keyof typeof mixes | keyof typeof colourMixes;

/** The mode as it works on one channel; null where it looks at the colour as a whole. */
export function mixOf(mode: Mode): Mix | null {
  return isOfChannels(mode) ? mixes[mode] : null;
}

/** The mode as it works on a colour. */
export function blendOf(mode: Mode): BlendColour {
  if (!isOfChannels(mode)) return colourMixes[mode];
  const mix: Mix = mixes[mode];
  return (b, s) => [mix(b[0], s[0]), mix(b[1], s[1]), mix(b[2], s[2])];
}

/** The same, cut off at 0 and 1, as all but GIMP do it. */
export function clampedBlendOf(mode: Mode): BlendColour {
  const blend = blendOf(mode);
  return (b, s) => {
    const [red, green, blue] = blend(b, s);
    return [clamped(red), clamped(green), clamped(blue)];
  };
}

function isOfChannels(mode: Mode): mode is keyof typeof mixes {
  return Object.hasOwn(mixes, mode);
}
