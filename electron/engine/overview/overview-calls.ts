import type { MonthOfFaces, Overview, OverviewApi } from '../../contract/api/overview-api.ts';
import type { CharacterId, PictureId } from '../../contract/ids.ts';
import { inSlices } from '../flow/slices.ts';
import type { ContentsStore } from '../store/contents.ts';

/** Pictures, or groups, that are gone through before calls are answered again. */
const atOnce = 2_000;

/** The library as a whole: worked out in slices whenever somebody asks. */
export function overviewCalls(contents: ContentsStore): OverviewApi {
  let working: Promise<Overview> | null = null;
  return {
    overview() {
      working ??= overviewOf(contents).finally(() => (working = null));
      return working;
    },
  };
}

async function overviewOf(contents: ContentsStore): Promise<Overview> {
  const characters = new Map(contents.characters());
  const groups: Overview['groups'][number][] = [];
  await inSlices(Math.max(0, ...characters.keys()), atOnce, (from, to) => {
    for (const [character, likeness] of contents.likeness(from, to))
      if (characters.has(character)) groups.push({ character, likeness });
    return true;
  });
  const isNamed = (character: CharacterId | null) => character !== null && characters.get(character) === 1;
  return { months: await monthsOf(contents, isNamed), groups };
}

async function monthsOf(
  contents: ContentsStore,
  isNamed: (character: CharacterId | null) => boolean,
): Promise<MonthOfFaces[]> {
  const months = new Map<string, { named: number; unnamed: number }>();
  await inSlices(contents.largestPicture(), atOnce, (from, to) => {
    const times = new Map<PictureId, number>(contents.times(from, to));
    for (const [picture, character] of contents.faces(from, to)) {
      const at = times.get(picture);
      if (at === undefined) continue;
      const month = monthOf(at);
      const counts = months.get(month) ?? { named: 0, unnamed: 0 };
      counts[isNamed(character) ? 'named' : 'unnamed'] += 1;
      months.set(month, counts);
    }
    return true;
  });
  return [...months].map(([month, counts]) => ({ month, ...counts })).sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** As 2026-01, where the artist is. */
function monthOf(ms: number): string {
  const date = new Date(ms);
  return `${String(date.getFullYear()).padStart(4, '0')}-${String(date.getMonth() + 1).padStart(2, '0')}`;
}
