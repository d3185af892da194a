import { framedFaces } from './framed-faces.ts';

/** Sources of the first round: anime. */
const anime = new Set([
  'animeface_character',
  'arknights_avatars',
  'azurlane_icons',
  'kancolle_icons',
  'pjsekai_thumbs',
  'uma_icons',
]);

export interface NoFace {
  readonly name: string;
  readonly crops: number;
  /** Of them, 0..1, those in which the app finds no face. */
  readonly share: number;
}

/** In how many labelled head crops of `val` no face is found: anime, all other styles, then each of those sources, the worst first. */
export async function cropsWithoutFace(modelFolder: string): Promise<NoFace[]> {
  const crops = await framedFaces(modelFolder);
  const others = crops.filter(({ source }) => !anime.has(source));
  const bySource = [...Map.groupBy(others, ({ source }) => source)].map(([source, some]) => shareOf(source, some));
  return [
    shareOf(
      'anime',
      crops.filter(({ source }) => anime.has(source)),
    ),
    shareOf('other styles', others),
    ...bySource.sort((a, b) => b.share - a.share),
  ];
}

function shareOf(name: string, crops: readonly { readonly box: unknown }[]): NoFace {
  const without = crops.filter(({ box }) => box === null).length;
  return { name, crops: crops.length, share: crops.length > 0 ? without / crops.length : 0 };
}
