import type { MonthOfFaces, Overview, OverviewApi } from '../../contract/api/overview-api.ts';
import type { CharacterId, PictureId } from '../../contract/ids.ts';
import { inSlices } from '../flow/slices.ts';
import type { ContentsStore } from '../store/contents.ts';

/** Pictures, or groups, that are gone through before calls are answered again. */
const atOnce = 500;

/** The library as a whole: worked out in slices whenever somebody asks. */
export function overviewCalls(contents: ContentsStore): OverviewApi {
  const working = new Map<string | undefined, Promise<Overview>>();
  return {
    overview(below) {
      const asked = working.get(below) ?? overviewOf(contents, below).finally(() => working.delete(below));
      working.set(below, asked);
      return asked;
    },
  };
}

async function overviewOf(contents: ContentsStore, below?: string): Promise<Overview> {
  const inFolder = below === undefined ? null : new Set(contents.picturesBelow(below));
  const characters = new Map(contents.characters());
  const groups: Overview['groups'][number][] = [];
  await inSlices(Math.max(0, ...characters.keys()), atOnce, (from, to) => {
    for (const [character, likeness] of contents.likeness(from, to))
      if (characters.has(character)) groups.push({ character, likeness });
    return true;
  });
  const isNamed = (character: CharacterId | null) => character !== null && characters.get(character) === 1;
  const { months, there } = await monthsOf(contents, inFolder, isNamed);
  return { months, groups: inFolder ? groups.filter(({ character }) => there.has(character)) : groups };
}

/** `there`: everybody in those pictures. */
async function monthsOf(
  contents: ContentsStore,
  inFolder: ReadonlySet<PictureId> | null,
  isNamed: (character: CharacterId | null) => boolean,
): Promise<{ months: MonthOfFaces[]; there: ReadonlySet<CharacterId> }> {
  const months = new Map<string, { named: number; unnamed: number }>();
  const there = new Set<CharacterId>();
  await inSlices(contents.largestPicture(), atOnce, (from, to) => {
    const times = new Map<PictureId, number>(contents.times(from, to));
    for (const [picture, character] of contents.faces(from, to)) {
      const at = times.get(picture);
      if (at === undefined || inFolder?.has(picture) === false) continue;
      if (character !== null) there.add(character);
      const month = monthOf(at);
      const counts = months.get(month) ?? { named: 0, unnamed: 0 };
      counts[isNamed(character) ? 'named' : 'unnamed'] += 1;
      months.set(month, counts);
    }
    return true;
  });
  const told = [...months].map(([month, counts]) => ({ month, ...counts }));
  return { months: told.sort((a, b) => (a.month < b.month ? -1 : 1)), there };
}

/** As 2026-01, where the artist is. */
function monthOf(ms: number): string {
  const date = new Date(ms);
  return `${String(date.getFullYear()).padStart(4, '0')}-${String(date.getMonth() + 1).padStart(2, '0')}`;
}
