import type { PictureRow } from '../../electron/contract/api/pictures-api.ts';
import type { Translate } from '../i18n/translate.ts';
import { fileName } from '../i18n/wording.ts';

/** What the tile of a picture says to screen readers and tests. `picture`: null while it is loading; `away`: its folder cannot be reached. */
export function pictureAttributes(
  picture: PictureRow | null,
  away: boolean,
  t: Translate,
): Record<string, string | number> {
  if (!picture) return { 'data-testid': 'picture-tile', 'aria-label': t('picture.loading') };
  const { id, path, faces, unnamed, rating, favourite } = picture;
  const said = [
    ...(favourite ? [t('about.favourite')] : []),
    ...(rating > 0 ? [t('about.stars', { count: rating })] : []),
    ...(away ? [t('folder.offline')] : []),
  ];
  const named = unnamed === 0 ? [] : [t('picture.unnamed', { count: unnamed })];
  const label = path === '' ? t('picture.gone') : fileName(path);
  return {
    'data-testid': 'picture-tile',
    'data-picture-id': id,
    'aria-label': [label, t('count.faces', { count: faces }), ...named, ...said].join(', '),
  };
}
