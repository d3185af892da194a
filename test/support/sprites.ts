import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '../../.cache/sprites');

/** Where Debian's packages of Ren'Py's two example games (art under the Expat licence) keep their sprites. */
const packages = {
  'renpy-thequestion': 'usr/share/games/renpy/the_question/game/images',
  'renpy-demo': 'usr/share/games/renpy/demo/game/images',
} as const;

type SpritePackage = keyof typeof packages;

/** Pictures of a person, PNG files with transparent surroundings. */
export interface Sprites {
  /** Two outfits × four expressions. */
  readonly sylvie: readonly string[];
  readonly eileen: readonly string[];
  readonly lucy: readonly string[];
}

/** Fetches the sprites, once per checkout; a sentence that says why where they cannot be had. */
export async function fetchSprites(): Promise<Sprites | string> {
  try {
    const [question, demo] = [await unpack('renpy-thequestion'), await unpack('renpy-demo')];
    const [sylvie, eileen, lucy] = await Promise.all([
      find(question, 'sylvie'),
      find(demo, 'eileen'),
      find(demo, 'lucy'),
    ]);
    return { sylvie, eileen, lucy };
  } catch (error) {
    return `the sprites of Debian's renpy packages cannot be had: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The folder with a package's pictures. */
async function unpack(name: SpritePackage): Promise<string> {
  const folder = join(cache, name);
  if (!existsSync(folder)) await download(name, folder);
  return join(folder, packages[name]);
}

/** Complete or not at all: other test files may want the folder at the same time. */
async function download(name: SpritePackage, folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'fetching-'));
  try {
    await run('apt-get', ['download', name], { cwd: work, timeout: 120_000 });
    const archive = (await readdir(work)).find((file) => file.endsWith('.deb'));
    if (!archive) throw new Error(`apt-get brought no package ${name}`);
    await run('dpkg', ['-x', archive, 'unpacked'], { cwd: work, timeout: 120_000 });
    await rename(join(work, 'unpacked'), folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function find(folder: string, person: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.startsWith(`${person} `) && file.endsWith('.png'));
  return files.sort().map((file) => join(folder, file));
}
