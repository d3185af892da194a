export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Stage {
  readonly width: number;
  readonly height: number;
}

/** What is looked at: `centre` of the map (0 to 1) in the middle of the stage, so many CSS pixels to the whole map. */
export interface Camera {
  readonly centre: Point;
  readonly scale: number;
}

/** Times the size at which the whole map fits. */
const nearest = 400;
/** CSS pixels around the whole map, that no face is cut off. */
const margin = 48;

export function wholeMap({ width, height }: Stage): Camera {
  return { centre: { x: 0.5, y: 0.5 }, scale: Math.max(64, Math.min(width, height) - 2 * margin) };
}

export function toStage({ centre, scale }: Camera, { width, height }: Stage, { x, y }: Point): Point {
  return { x: width / 2 + (x - centre.x) * scale, y: height / 2 + (y - centre.y) * scale };
}

export function toMap({ centre, scale }: Camera, { width, height }: Stage, { x, y }: Point): Point {
  return { x: centre.x + (x - width / 2) / scale, y: centre.y + (y - height / 2) / scale };
}

/** Nearer or farther by `factor`; what lies at `at`, a point of the stage, stays there. */
export function zoomed(camera: Camera, stage: Stage, factor: number, at: Point): Camera {
  const whole = wholeMap(stage).scale;
  const scale = Math.min(whole * nearest, Math.max(whole / 2, camera.scale * factor));
  const held = toMap(camera, stage, at);
  const centre = { x: held.x - (at.x - stage.width / 2) / scale, y: held.y - (at.y - stage.height / 2) / scale };
  return { centre: onMap(centre), scale };
}

/** Moved by so many CSS pixels. */
export function moved({ centre, scale }: Camera, by: Point): Camera {
  return { centre: onMap({ x: centre.x - by.x / scale, y: centre.y - by.y / scale }), scale };
}

/** On a stage of another size: what was looked at stays where it is from the top left, so that a panel that opens beside it moves nothing. */
export function resized({ centre, scale }: Camera, from: Stage, to: Stage): Camera {
  const [wider, higher] = [to.width - from.width, to.height - from.height];
  return { centre: { x: centre.x + wider / 2 / scale, y: centre.y + higher / 2 / scale }, scale };
}

/** Nobody gets lost beside the map. */
function onMap({ x, y }: Point): Point {
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
}
