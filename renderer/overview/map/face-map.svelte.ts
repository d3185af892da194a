import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type { Face } from '../../../electron/contract/api/faces-api.ts';
import type { FaceMapState, MapPoint } from '../../../electron/contract/api/map-api.ts';
import type { Page } from '../../../electron/contract/checks.ts';
import type { FaceId } from '../../../electron/contract/ids.ts';
import { Resource } from '../../library/resource.svelte.ts';
import { moved, resized, toMap, toStage, wholeMap, zoomed, type Camera, type Point, type Stage } from './camera.ts';
import { isInside } from './lasso.ts';
import { faceSide, SpreadFaces } from './spread-faces.ts';

/** CSS pixels from a dot within which its face is meant. */
const near = 22;

/** The map of faces as the artist looks at it: how near, and what the lasso holds. */
export class FaceMapView {
  stage = $state.raw<Stage>({ width: 0, height: 0 });
  /** The pointer draws a lasso instead of moving the map. */
  lassoing = $state(false);
  /** While it is drawn, in points of the stage. */
  line = $state.raw<readonly Point[]>([]);
  /** The faces that the lasso holds. */
  held = $state.raw<readonly FaceId[]>([]);
  readonly state: Resource<FaceMapState>;
  #camera = $state.raw<Camera | null>(null);
  readonly #engine: Pick<EngineApi, 'facesById'>;

  constructor(engine: Pick<EngineApi, 'faceMap' | 'facesById'>) {
    this.#engine = engine;
    this.state = new Resource(() => engine.faceMap());
  }

  readonly points = $derived.by((): readonly MapPoint[] => inOrder(this.state.value?.map?.points ?? []));
  readonly faces = $derived.by(() => new SpreadFaces(this.points));
  readonly camera = $derived.by((): Camera => this.#camera ?? wholeMap(this.stage));

  /** The whole map stays whole. */
  resize(stage: Stage): void {
    if (this.#camera && this.stage.width > 0) this.#camera = resized(this.#camera, this.stage, stage);
    this.stage = stage;
  }

  /** Of the stage to the map, and back. */
  place(point: Point): Point {
    return toStage(this.camera, this.stage, point);
  }

  move(by: Point): void {
    this.#camera = moved(this.camera, by);
  }

  zoom(factor: number, at: Point = { x: this.stage.width / 2, y: this.stage.height / 2 }): void {
    this.#camera = zoomed(this.camera, this.stage, factor, at);
  }

  /** All of it. */
  toWhole(): void {
    this.#camera = null;
  }

  /** The face that is meant by a point of the stage: one that is drawn there, or else the nearest dot. */
  at(point: Point): MapPoint | null {
    return this.#drawnAt(point) ?? this.#nearestTo(point);
  }

  /** The last that is drawn lies above the others. */
  #drawnAt({ x, y }: Point): MapPoint | null {
    const half = faceSide(this.camera) / 2;
    const index = this.faces.at(this.camera).findLast((shown) => {
      const face = this.points[shown];
      const centre = face && this.place(face);
      return centre && Math.abs(centre.x - x) <= half && Math.abs(centre.y - y) <= half;
    });
    return index === undefined ? null : (this.points[index] ?? null);
  }

  #nearestTo(point: Point): MapPoint | null {
    const { x, y } = toMap(this.camera, this.stage, point);
    let [nearest, distance]: [MapPoint | null, number] = [null, near / this.camera.scale];
    for (const face of this.points) {
      const apart = Math.hypot(face.x - x, face.y - y);
      if (apart < distance) [nearest, distance] = [face, apart];
    }
    return nearest;
  }

  /** Takes what lies in the line. */
  close(): void {
    const line = this.line.map((point) => toMap(this.camera, this.stage, point));
    this.line = [];
    if (line.length > 2) this.held = this.points.filter((point) => isInside(point, line)).map(({ face }) => face);
  }

  /** Answers whether there was anything to let go of. */
  letGo(): boolean {
    const any = this.held.length > 0 || this.line.length > 0;
    this.held = [];
    this.line = [];
    return any;
  }

  /** A part of what the lasso holds. */
  load({ offset, limit }: Page): Promise<readonly Face[]> {
    const faces = this.held.slice(offset, offset + limit);
    return faces.length === 0 ? Promise.resolve([]) : this.#engine.facesById(faces);
  }
}

/** First one face of each group, of the largest groups first: where there is room for few, as many characters as can be are seen. */
function inOrder(points: readonly MapPoint[]): readonly MapPoint[] {
  const groups = [...Map.groupBy(points, ({ character }) => character)];
  const ranks = new Map<MapPoint, number>();
  for (const [character, of] of groups)
    for (const [at, point] of of.entries()) ranks.set(point, character === null ? Infinity : at);
  const sizes = new Map(groups.map(([character, of]) => [character, of.length]));
  const size = ({ character }: MapPoint): number => sizes.get(character) ?? 0;
  const rank = (point: MapPoint): number => Math.min(1e9, ranks.get(point) ?? 1e9);
  return points.toSorted((a, b) => rank(a) - rank(b) || size(b) - size(a));
}
