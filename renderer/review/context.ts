import { createContext } from 'svelte';
import type { Review } from './review.svelte.ts';

/** What is asked, by what it is about. */
export interface Reviews {
  /** Whether two groups are of one character. */
  readonly groups: Review;
  /** Whether what waits in the artist's characters belongs there. */
  readonly suggestions: Review;
}

export const [getReviews, setReviews] = createContext<Reviews>();
