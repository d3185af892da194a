import { expect, test } from 'vitest';
import type { FaceId } from '../../../electron/contract/ids.ts';
import { draw, green, red, shade, type Colour } from '../../support/drawn.ts';
import { bench, openIndexed } from '../../support/library.ts';

const orange: Colour = [230, 102, 40];

test('groups come by how like they are, the one that the faces are in included, whatever its size', async () => {
  await using here = await bench();
  for (const [k, colour] of [red, red, red, orange, orange, green, green, green, green].entries())
    await draw(here.art, `${k}.png`, [shade(colour, k)], k);
  const { library, engine } = await openIndexed(here);
  await using _closed = library;
  const groupOf = async (file: string) => {
    for (const { id } of await engine.listCharacters()) {
      const faces = await engine.listFaces(id, { offset: 0, limit: 100 });
      const face = faces.find(({ path }) => path.endsWith(file));
      if (face) return { group: id, face: face.id };
    }
    throw new Error(`no group has a face of ${file}`);
  };
  const [reds, oranges, greens] = [await groupOf('0.png'), await groupOf('3.png'), await groupOf('5.png')];
  const like = await engine.groupsLike([reds.face], 10);
  expect(like.map(({ character }) => character)).toEqual([reds.group, oranges.group, greens.group]);
  expect(like.map(({ similarity }) => similarity)).toEqual(
    like.map(({ similarity }) => similarity).toSorted((a, b) => b - a),
  );
  expect((await engine.groupsLike([greens.face], 1)).map(({ character }) => character)).toEqual([greens.group]);
  expect(await engine.groupsLike([999_999 as FaceId], 10)).toEqual([]);
});
