/**
 * A name for file systems and scripts: lower case, words joined by `-`, letters and digits of every script kept. Accents
 * go only from scripts where the letter without one is the usual spelling; が stays が.
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
