/**
 * A name in lower case, with `-` between words. Letters and digits of every script are kept. Accents are removed only in
 * scripts where the letter without one is the usual spelling; が stays が.
 */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
}
