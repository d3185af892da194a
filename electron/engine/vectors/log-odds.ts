/** The probability of log odds. */
export function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** Natural logarithm of the odds of a probability; that of certainty is infinite. */
export function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}
