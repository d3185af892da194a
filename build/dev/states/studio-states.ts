import type { OverruledDecision, StudioStatus } from '../../../electron/contract/api/studio-api.ts';
import { madeUp } from './made-up.ts';
import type { Twist } from './twist.ts';

const connected: StudioStatus = {
  url: 'postgresql://mika@pictures.example/studio',
  me: 'mika',
  role: 'artist',
  state: 'connected',
  sinceMs: Date.UTC(2026, 10, 30, 9, 12),
  unsent: 0,
  refused: 0,
  events: 1_284,
  overruled: 2,
  problem: null,
};
const away: StudioStatus = { ...connected, state: 'offline', unsent: 41, overruled: 0 };

const overruled: readonly OverruledDecision[] = [
  { id: 1, author: 'sora', atMs: Date.UTC(2026, 10, 30, 8, 40), kind: 'name', name: 'Captain Thorne' },
  { id: 2, author: 'sora', atMs: Date.UTC(2026, 10, 29, 17, 3), kind: 'merge', name: null },
];

const of = (status: StudioStatus): Twist =>
  madeUp(() => ({
    studio: async () => status,
    overruled: async () => (status.overruled > 0 ? overruled : []),
  }));

/** `&studio=…`: the library is in a studio that nobody has to set up. */
export const studioStates: Readonly<Record<string, Twist>> = {
  connected: of(connected),
  offline: of({
    ...away,
    problem: { code: 'studio-unreachable', subject: 'pictures.example', message: 'ECONNREFUSED' },
  }),
  locked: of({ ...away, problem: { code: 'studio-not-let-in', subject: 'pictures.example', message: '28P01' } }),
};
