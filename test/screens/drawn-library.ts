import { copyFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { cast } from '../../build/dev/art/cast.ts';
import { drawFigures, drawLibrary } from '../../build/dev/art/draw-library.ts';
import { buildPage, pageAddress, servePage } from '../../build/dev/built-page.ts';
import { Engines } from '../../build/dev/engines.ts';
import { serveEngines } from '../../build/dev/serve-page.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';
import { LogFile } from '../../electron/main/engine/log-file.ts';

const token = 'screens';
const size = { width: 512, height: 512 };

/** The development page on a library of drawn pictures in which everything is to be seen. */
export interface DrawnLibrary extends AsyncDisposable {
  /** A picture with several faces, to search with. */
  readonly sample: string;
  /** A folder of pictures that are named after their characters. */
  readonly samples: string;
  /** A table of names, as another program writes it. */
  readonly names: string;
  /** Another, much of which is left out. */
  readonly oddNames: string;
  /** A folder for what is exported. */
  readonly exports: string;
  address(asks: Readonly<Record<string, string>>): string;
}

/** Makes it anew, in a folder of its own. */
export async function openDrawnLibrary(home: string): Promise<DrawnLibrary> {
  const library = join(home, 'library');
  await rm(library, { recursive: true, force: true });
  const art = await drawLibrary(home);
  await drawOthers(art);
  const samples = await drawSamples(join(home, 'samples'));
  const names = join(home, 'names.csv');
  await writeFile(names, tableOfNames);
  const oddNames = join(home, 'odd.csv');
  await writeFile(oddNames, tableLeftOut);
  await buildPage(join(home, 'page'));
  const engines = new Engines({
    ...{ home, art, library, folder: null, models: null },
    log: new LogFile(join(home, 'engine.log')),
  });
  const server: Server = await servePage(join(home, 'page'), (pages) => serveEngines(pages, engines, token));
  await engines.start();
  const main = engines.for(new URLSearchParams());
  await main.whenStarted();
  await decide(main.engine);
  return {
    sample: join(art, 'events/cg_0004.png'),
    ...{ samples, names, oddNames, exports: home },
    address: (asks) => pageAddress(server, { ...asks, token }),
    [Symbol.asyncDispose]: async () => {
      await engines.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A file that is there twice, a smaller and a changed version of others, one that cannot be read, and pictures of nobody. */
async function drawOthers(art: string): Promise<void> {
  await writeFile(join(art, 'events/ev_0099.png'), 'This is not a picture.');
  await sharp(join(art, 'events/sketch_0013.png'))
    .composite(
      ['#d02090', '#3060c0'].map((colour, at) => ({
        input: flower(colour),
        left: 120 + 300 * at,
        top: 560 + 160 * at,
      })),
    )
    .png()
    .toFile(join(art, 'events/sketch_0013_v2.png'));
  await copyFile(join(art, 'events/ev_0001.png'), join(art, 'events/ev_0001 - copy.png'));
  await sharp(join(art, 'events/cg_0004.png'))
    .resize({ width: 640 })
    .jpeg({ quality: 90 })
    .toFile(join(art, 'events/cg_0004_small.jpg'));
  for (const [at, name] of ['harbour', 'market at night', '廊下'].entries())
    await drawFigures(join(art, 'backgrounds', `${name}.png`), 700 + at, { width: 1280, height: 720 }, []);
  await drawFigures(join(art, 'events/harbour.png'), 710, { width: 1280, height: 720 }, []);
}

function flower(colour: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="44" fill="${colour}"/></svg>`,
  );
}

const tableOfNames = `file,character
ev_0016.png,Mika
cg_0019.png,Harbour Master
立ち絵_0002.png,ユキ
not-here-any-more.png,Mika
`;

/** A name that two folders have, files that are nowhere, and a name that is too long. */
const tableLeftOut = `file,character
harbour.png,Mika
somewhere/else_1.png,Mika
somewhere/else_2.png,Mika
cg_0019.png,${'Long'.repeat(60)}
立ち絵_0002.png,ユキ
`;

/** One picture each of those who have a name. */
async function drawSamples(folder: string): Promise<string> {
  const named = cast.flatMap((actor) => (actor.name === null ? [] : [{ actor, name: actor.name }]));
  for (const [at, { actor, name }] of named.entries())
    await drawFigures(join(folder, `${name}.png`), at, size, [{ actor, take: 500 + at, box: [192, 120, 128, 128] }]);
  return folder;
}

/** What an artist has done before: colours, a mixed group, suggestions, what is no face, a hidden group. */
async function decide(engine: EngineApi): Promise<void> {
  const [first, second, third, ...others] = await whenNamed(engine);
  const unnamed = others.filter(({ name }) => name === null);
  const [mixed, into, waiting, odd] = unnamed;
  if (!first || !second || !third || !mixed || !into || !waiting)
    throw new Error('the drawn library has too few groups');
  await engine.setColour([first.id], 'green');
  await engine.setColour([second.id, third.id], 'orange');
  await engine.mergeCharacters(into.id, [mixed.id]);
  await engine.suggestFaces(await facesOf(engine, waiting, 6), { character: first.id });
  await engine.markNotFace(await facesOf(engine, odd ?? waiting, 2));
  await describe(engine, first, second);
}

/** What an artist says of characters beside their names. */
async function describe(engine: EngineApi, first: Character, second: Character): Promise<void> {
  await engine.setAliases(first.id, [
    { name: 'ミカ', language: 'ja' },
    { name: 'The Red Heron', language: null },
  ]);
  await engine.addToSeries([first.id, second.id], 'Harbour Lights');
  await engine.tagCharacters([first.id], 'heroine');
  await engine.rateCharacters([first.id], 4);
  await engine.favourCharacters([first.id], true);
  await engine.noteCharacter(first.id, 'The scar is on the left, also in mirrored art.');
  await engine.setHotkey(first.id, 1);
  await engine.setOutfit(await facesOf(engine, first, 3), 'Uniform');
  await engine.saveCollection('Mika, not alone', 'character:Mika faces>=2');
}

async function facesOf(engine: EngineApi, { id }: Character, limit: number) {
  return (await engine.listFaces(id, { offset: 0, limit })).map((face) => face.id);
}

const named = cast.filter(({ name }) => name !== null).length;

async function whenNamed(engine: EngineApi): Promise<readonly Character[]> {
  for (;;) {
    const groups = await engine.listCharacters();
    if (groups.filter(({ name }) => name !== null).length >= named) return groups;
    await setTimeout(200);
  }
}
