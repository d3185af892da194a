import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import { breakLibrary } from './break-library.ts';
import { failing } from './failing.ts';
import { fillAndPause } from './fill.ts';
import { learntStates } from './learnt-states.ts';
import { renameEndings } from './rename-endings.ts';
import { studioStates } from './studio-states.ts';
import { straight, type Twist } from './twist.ts';

/** Engines beside the main one, each with a library of its own that is empty at every start. */
export interface SpecialEngine {
  /** What stands in for the networks, see engine-with-fakes.ts; null: the real engine, whose models are missing. */
  readonly stand: 'quick' | 'slow' | 'blind' | 'opening' | null;
  /** `art`: the folder of drawn pictures. */
  fill(engine: EngineApi, art: string): Promise<unknown>;
  /** What is in the library's folder before the start; nothing where it is absent. */
  readonly prepare?: (library: string) => Promise<void>;
}

const addArt = (engine: EngineApi, art: string): Promise<unknown> => engine.addFolder(art);

/** `?state=…` in the page's address. `starting` and `stopped` are of the page itself (page/connect.ts); any other word is the main engine. */
export const specialEngines: Readonly<Record<string, SpecialEngine>> = {
  empty: { stand: 'quick', fill: () => Promise.resolve() },
  indexing: { stand: 'slow', fill: addArt },
  paused: { stand: 'slow', fill: fillAndPause },
  scanning: { stand: 'opening', fill: addArt },
  'no-faces': { stand: 'blind', fill: addArt },
  'no-models': { stand: null, fill: addArt },
  broken: { stand: 'quick', prepare: breakLibrary, fill: () => Promise.resolve() },
};

/** By their names in the address. */
const twists: Readonly<Record<string, Readonly<Record<string, Twist>>>> = {
  state: { failing },
  rename: renameEndings,
  studio: studioStates,
  learnt: learntStates,
};

/** What a page wants between itself and the engine: `?state=failing`, `?rename=rolled-back`, `?studio=offline`. */
export function twistFor(wanted: URLSearchParams): Twist {
  const found = Object.entries(twists).map(([name, kinds]) => kinds[wanted.get(name) ?? '']);
  return found.find((twist) => twist !== undefined) ?? straight;
}
