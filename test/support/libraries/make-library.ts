import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blue, drawAll, draw, green, red } from '../drawn.ts';
import { bench, openIndexed } from '../library.ts';

/**
 * Makes a small library with names and decisions, as this version of the app keeps one: `node make-library.ts <name>`, run in a checkout of
 * the version before a migration. Writes `<name>.db`, and in `<name>.json` what is in it.
 */
const [name = 'library'] = process.argv.slice(2);
const page = { offset: 0, limit: 1_000 };
const to = (ending: string) => join(import.meta.dirname, `${name}.${ending}`);

await using here = await bench();
await drawAll(here.art, [red, red, red, red, blue, blue, blue, green, green]);
await draw(here.art, 'both.png', [red, blue], 20);
const { library, engine, ids } = await openIndexed(here);
const [mika, rei, extra] = ids;
if (mika === undefined || rei === undefined || extra === undefined) throw new Error('three groups are drawn');
await engine.nameCharacter(mika, '聖園 Mika');
await engine.nameCharacter(rei, 'Rei');
const faces = await engine.listFaces(mika, page);
await engine.setCover(mika, faces[1]?.id ?? null);
await engine.setColour([mika, extra], 'blue');
await engine.rejectFaces([faces[0]?.id ?? never()], mika);
await engine.setHidden([extra], true);
await engine.markNotFace([(await engine.listFaces(extra, page))[0]?.id ?? never()]);
await engine.nameCharacter(rei, 'Rei (school)');
await engine.undo();
await engine.whenIdle();
const characters = (await engine.listCharacters()).map(
  ({ id, name: called, confirmed, hidden, colour, cover, faces: count }) => {
    return { id, name: called, confirmed, hidden, colour, cover, faces: count };
  },
);
const { undo, redo } = await engine.status();
const history = (await engine.listHistory(page)).map(({ kind, name: about, undone }) => ({
  kind,
  name: about,
  undone,
}));
await library[Symbol.asyncDispose]();
await copyFile(join(here.library, 'library.db'), to('db'));
await writeFile(to('json'), `${JSON.stringify({ characters, undo, redo, history }, null, 2)}\n`);

function never(): never {
  throw new Error('there are faces');
}
