import type { Engine } from '../../engine/engine.ts';
import { command } from '../command.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';

export const overview = command({
  name: 'overview',
  about: 'show the library as a whole: folders, cast, series, months, how alike groups are',
  takes: {},
  options: {},
  run: (_given, call) =>
    withLibrary(call, async (engine) => {
      const report = await reportOf(engine);
      if (call.json) print.json(report);
      else for (const line of linesOf(report)) print.line(line);
      return 0;
    }),
});

type Report = Awaited<ReturnType<typeof reportOf>>;

async function reportOf(engine: Engine) {
  const characters = (await engine.listCharacters()).filter(({ hidden }) => !hidden);
  const { months, groups } = await engine.overview();
  const likeness = new Map(groups.map((group) => [group.character, group.likeness]));
  return {
    folders: (await engine.folderTree([])).map(({ path, pictures, groups: all, named, away }) => ({
      ...{ path, pictures, groups: all, named, away },
    })),
    cast: characters.map(({ id, name, faces, pictures, about }) => ({
      ...{ id, name, faces, pictures, series: about?.series ?? [] },
      likeness: likeness.get(id) ?? null,
    })),
    months,
  };
}

function* linesOf({ folders, cast, months }: Report): Generator<string> {
  for (const { path, pictures, groups, named, away } of folders)
    yield `${path}: ${pictures} pictures, ${named} of ${groups} groups named${away ? ` (${away})` : ''}`;
  yield '';
  for (const { id, name, faces, series, likeness } of cast) {
    const alike = likeness === null ? '' : `, ${Math.round(likeness * 100)} % alike`;
    yield `${name ?? `group ${id}`}: ${faces} faces${alike}${series.length > 0 ? ` · ${series.join(', ')}` : ''}`;
  }
  yield '';
  for (const { month, named, unnamed } of months) yield `${month}: ${named} faces named, ${unnamed} not`;
}
