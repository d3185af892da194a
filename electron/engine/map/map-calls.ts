import type { MapApi } from '../../contract/api/map-api.ts';
import type { FaceStore } from '../store/faces/faces.ts';
import type { FaceMap } from './face-map.ts';

/** The map of the library's vectors. */
export function mapCalls(map: FaceMap, faces: Pick<FaceStore, 'known'>): MapApi {
  return {
    faceMap: async () => map.state(),
    facesById: async (ids) => faces.known(ids),
  };
}
