import type { Models } from '../../../electron/engine/models/session.ts';
import type { ScoredBox } from '../../../electron/engine/vision/boxes.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';
import { accuracy, averagePrecision, type Checked } from './match-boxes.ts';
import { restyles } from './restyle.ts';

/** Whole pictures in other hands, see restyle.ts: what is found in each of them, by the name of the hand. */
export type Restyled = Readonly<Record<string, readonly ScoredBox[]>>;

/** Boxes in pixels of the image. */
export async function detectRestyled(models: Models, image: RgbImage): Promise<Restyled> {
  const found: Record<string, readonly ScoredBox[]> = {};
  for (const [hand, restyle] of Object.entries(restyles)) found[hand] = await models.detect(await restyle(image));
  return found;
}

/** Accuracy of each hand, IoU ≥ `minIou`. */
export function accuracyByHand(
  pictures: readonly { readonly truth: Checked['truth']; readonly restyled: Restyled }[],
  minIou: number,
  threshold: number,
) {
  return Object.keys(restyles).map((name) => {
    const checked = pictures.map(({ truth, restyled }) => ({ truth, found: restyled[name] ?? [] }));
    return { name, ...accuracy(checked, minIou, threshold), ap50: averagePrecision(checked, minIou) };
  });
}
