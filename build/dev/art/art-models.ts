import type { Models } from '../../../electron/engine/models/session.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';
import { fakeModels } from '../../../test/support/fake-models.ts';
import { unit } from '../../../test/support/vectors.ts';
import { readMarks } from './marks.ts';

/** A crop is looked at as a square of this many pixels, one cell of the colour table each. */
const size = 4;
/** The colour that most of all faces have in common says nothing about whose they are. */
const usual = [170, 145, 140] as const;

/** Stands in for the networks, as the fake models of the tests do, whose code it takes: finds the faces that drawn pictures tell of, and tells them apart by colour. Any other picture has one face in its middle. */
export function artModels(gate?: () => Promise<void>): Models {
  const fake = fakeModels({ version: 'art-1' });
  const { embedder } = fake.manifest;
  const manifest = {
    ...fake.manifest,
    embedder: {
      ...embedder,
      input: { ...embedder.input, size },
      output: { ...embedder.output, dimensions: size * size * 3 },
      framing: { scale: 1.3, offset: [0, 0] as const, zooms: [1] },
      thresholds: { same: 0.9, maybe: 0.8, group: 0.85 },
    },
  };
  return Object.assign(fake, {
    manifest,
    detect: async (image: RgbImage) => {
      await gate?.();
      return (readMarks(image) ?? [middleOf(image)]).map((box) => ({ box, score: 0.9 }));
    },
    embed: async (crops: readonly RgbImage[]) => crops.map(coloursOf),
  });
}

function middleOf({ width, height }: RgbImage): readonly [number, number, number, number] {
  const side = Math.round(Math.min(width, height) / 2);
  return [Math.round((width - side) / 2), Math.round((height - side) / 4), side, side];
}

function coloursOf({ data }: RgbImage): Float32Array {
  return unit([...data].map((value, at) => value - (usual[at % 3] ?? 0)));
}
