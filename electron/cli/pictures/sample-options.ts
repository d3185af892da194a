import { numberBetween, option, optionOr, wholeNumber } from '../values.ts';

/** Which face of a sample is meant, and how much like it others have to look. */
export const sampleOptions = {
  face: optionOr(0, '<n>', 'which face of the sample, 0 is the largest', wholeNumber(0)),
  min: option('<s>', 'at least this cosine similarity, -1 to 1', numberBetween(-1, 1)),
};
