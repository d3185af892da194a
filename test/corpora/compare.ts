import { decodePicture, SkipError, type DecodedPicture } from '../../electron/engine/pictures/decode.ts';

/** What became of a file beside its reference. */
export interface Verdict {
  readonly kind: 'same' | 'differs' | 'size' | 'unread' | 'no reference' | 'both refuse' | 'fault';
  readonly words: string;
}

/** Of 255: what two programs may round differently. */
const mostRounded = 3;

/** Decodes a file and compares it with a picture of it. Null: there is no such picture. */
export async function compare(path: string, reference: string | null): Promise<Verdict> {
  const ours = await decode(path);
  if (ours instanceof SkipError) {
    const words = `${ours.reason}: ${ours.detail}`;
    return { kind: reference === null ? 'both refuse' : 'unread', words };
  }
  if (ours instanceof Error) return { kind: 'fault', words: String(ours) };
  const size = `${ours.width} × ${ours.height}${ours.isPreview ? ', a preview' : ''}`;
  const theirs = reference === null ? null : await decode(reference);
  if (theirs === null || theirs instanceof Error) return { kind: 'no reference', words: size };
  if (ours.width !== theirs.width || ours.height !== theirs.height)
    return { kind: 'size', words: `${size}, not ${theirs.width} × ${theirs.height}` };
  const { most, mean } = differenceOf(ours, theirs);
  return { kind: most <= mostRounded ? 'same' : 'differs', words: `at most ${most}, on average ${mean.toFixed(2)}` };
}

async function decode(path: string): Promise<DecodedPicture | Error> {
  try {
    return await decodePicture(path);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Of the channels of two pictures of one size. */
function differenceOf({ image: a }: DecodedPicture, { image: b }: DecodedPicture): { most: number; mean: number } {
  let [most, sum] = [0, 0];
  for (let at = 0; at < a.data.length; at += 1) {
    const difference = Math.abs((a.data[at] as number) - (b.data[at] as number));
    most = Math.max(most, difference);
    sum += difference;
  }
  return { most, mean: sum / a.data.length };
}
