import type { MapApi } from '../../contract/api/map-api.ts';
import type { FaceStore } from '../store/faces/faces.ts';
import type { ContentsStore } from '../store/contents.ts';
import type { FaceMap } from './face-map.ts';

interface MapStores {
  readonly faces: Pick<FaceStore, 'known'>;
  readonly contents: Pick<ContentsStore, 'picturesBelow'>;
}

/** The map of the library's vectors. */
export function mapCalls(faceMap: FaceMap, { faces, contents }: MapStores): MapApi {
  return {
    async faceMap(below) {
      const { map, ...state } = faceMap.state();
      if (!map || below === undefined) return { map, ...state };
      const there = new Set(contents.picturesBelow(below));
      return { map: { ...map, points: map.points.filter(({ picture }) => there.has(picture)) }, ...state };
    },
    facesById: async (ids) => faces.known(ids),
  };
}
