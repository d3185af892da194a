import type {
  OverruledDecision,
  StudioDecision,
  StudioFound,
  StudioMatch,
  StudioRoot,
  StudioStatus,
} from '../../../electron/contract/api/studio-api.ts';
import type { FaceId } from '../../../electron/contract/ids.ts';
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
  overruled: 6,
  problem: null,
};
const away: StudioStatus = { ...connected, state: 'offline', unsent: 41, overruled: 0 };

const overruled: readonly OverruledDecision[] = [
  {
    ...{ id: 1, author: 'sora', atMs: Date.UTC(2026, 10, 30, 8, 40), kind: 'name', name: 'Captain Thorne' },
    otherName: { mine: 'Thorne the Elder', theirs: 'Captain Thorne', face: 1 as FaceId },
  },
  ...[2, 3, 4, 5].map((face): OverruledDecision => ({
    ...{ id: face, author: 'hana', atMs: Date.UTC(2026, 10, 29, 18, 21), kind: 'move', name: 'Ines' },
    otherName: { mine: 'Inès de la Mer', theirs: 'Ines', face: face as FaceId },
  })),
  { id: 6, author: 'sora', atMs: Date.UTC(2026, 10, 29, 17, 3), kind: 'merge', name: null, otherName: null },
];

const roots: readonly StudioRoot[] = [
  { name: 'art', folder: '/home/mika/Pictures/Commissions/Sea of Clouds', members: ['mika', 'sora'], files: 1_204 },
  { name: 'references', folder: null, members: ['sora'], files: 318 },
];

/** What colleagues decided just now, later than any edit here, and yesterday. */
function decisions(): StudioDecision[] {
  const told = (id: number, minutes: number, rest: Omit<StudioDecision, 'id' | 'atMs'>): StudioDecision => {
    return { id, atMs: Date.now() - minutes * 60_000, ...rest };
  };
  return [
    told(6, 0, { author: 'sora', kind: 'name', name: 'Captain Thorne', count: 1, undo: false }),
    told(5, 0.005, { author: 'sora', kind: 'merge', name: 'Captain Thorne', count: 12, undo: true }),
    told(4, 0.01, { author: 'hana', kind: 'move', name: 'Ines', count: 3, undo: false }),
    told(3, 1_500, { author: 'hana', kind: 'take-back', name: null, count: 1, undo: false }),
    told(2, 1_520, { author: 'sora', kind: 'mood', name: null, count: 1, undo: false }),
    told(1, 1_600, { author: 'hana', kind: 'join', name: null, count: 41, undo: false }),
  ];
}

const match = (similarity: number, rest: Pick<StudioMatch, 'band' | 'members' | 'places'>): StudioMatch => ({
  ...{
    picture: Math.round(similarity * 1e6)
      .toString(16)
      .padStart(64, '0'),
    box: [10, 10, 80, 80],
  },
  ...{ pictureSize: { width: 2_480, height: 3_508, isPreview: false }, similarity, probability: similarity, ...rest },
});

const found: StudioFound = {
  matches: [
    match(0.93, {
      band: 'same',
      members: ['hana', 'sora'],
      places: [{ root: 'art', path: 'volume 2/cover rough 3.psd', here: true }],
    }),
    match(0.88, {
      band: 'same',
      members: ['sora'],
      places: [{ root: 'references', path: 'harbour/thorne turnaround.png', here: false }],
    }),
    match(0.71, { band: 'maybe', members: ['hana'], places: [] }),
    match(0.41, { band: 'different', members: [], places: [] }),
  ],
  by: 'copy',
  isOld: false,
};

const of = (status: StudioStatus): Twist =>
  madeUp(() => ({
    studio: async () => status,
    overruled: async () => (status.overruled > 0 ? overruled : []),
    studioRoots: async () => roots,
    studioHistory: async () => decisions(),
    findInStudio: async () => ({ ...found, isOld: status.state === 'offline' }),
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
