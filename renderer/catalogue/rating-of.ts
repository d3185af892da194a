import { ratings, type Rating } from '../../electron/contract/catalogue-model.ts';

/** The stars of a digit key. */
export function ratingOf(event: Pick<KeyboardEvent, 'key'> | undefined): Rating {
  return ratings.find((rating) => String(rating) === event?.key) ?? 0;
}
