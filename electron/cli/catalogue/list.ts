import type { FoundPicture } from '../../contract/api/query-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage } from '../command.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { asText, flag, one } from '../values.ts';
import { foundBy } from './found-by.ts';

export const list = command({
  name: 'list',
  about: 'list the pictures that a search finds, newest first',
  needs: 'one search (in quotes); "" is everything',
  takes: { query: one('as in the window: character:Mika and not character:Rei rating>=3', asText) },
  options: { print0: flag('only paths, with a zero byte after each, for xargs -0') },
  run({ query, print0 }, call) {
    if (print0 && call.json) throw new WrongUsage('list takes --json or --print0, not both');
    return withLibrary(call, async (engine) => {
      const pictures = await foundBy(engine, query);
      if (print0) process.stdout.write(pictures.flatMap(({ paths }) => paths.map((path) => `${path}\0`)).join(''));
      else if (call.json) print.json(await rowsOf(engine, pictures));
      else for (const { paths } of pictures) for (const path of paths) print.line(path);
      return 0;
    });
  },
});

/** One for each picture; a picture with copies has several paths. */
async function rowsOf(engine: Engine, pictures: readonly FoundPicture[]) {
  const names = new Map((await engine.listCharacters()).map(({ id, name }) => [id, name]));
  return pictures.map(({ id, paths, size, atMs, faces, characters, tags, rating, favourite }) => ({
    picture: id,
    path: paths[0] ?? null,
    paths,
    width: size?.width ?? null,
    height: size?.height ?? null,
    changed: new Date(atMs).toISOString(),
    faces,
    characters: characters.map((character) => ({ id: character, name: names.get(character) ?? null })),
    tags,
    rating,
    favourite,
  }));
}
