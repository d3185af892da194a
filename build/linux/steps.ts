import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fetchSprites } from '../../test/support/sprites.ts';
import { root, run, SetUpError } from '../set-up/run.mjs';
import { installWithApt } from '../set-up/system-libraries.mjs';
import { leftAtHome, traces } from './left-over.ts';
import { startAndClose, type Start } from './started-app.ts';

export interface Step {
  readonly name: string;
  /** Answers what was seen; throws where it is not as it should be. */
  run(): Promise<string>;
}

const sizes = ['16x16', '32x32', '48x48', '256x256', '512x512'];

export const steps: readonly Step[] = [
  {
    name: 'deb: installed with apt, started, removed',
    run: async () => {
      const before = await traces();
      await installWithApt([packed('*.deb')], () => undefined);
      try {
        await checkEntry('');
        const said = await inNewHome('deb', (start) => startAndClose('/usr/bin/dramatis', start));
        return `${said}; ${await removeWithApt(before)}`;
      } finally {
        // Whatever failed before. apt does not know the name any more once it is removed; dpkg only says so.
        await run('dpkg', ['--purge', 'dramatis']);
      }
    },
  },
  {
    name: 'rpm: unpacked, started; its scripts are those of the deb',
    run: async () => {
      const file = packed('*.rpm');
      return inFolder(async (folder) => {
        await run('sh', ['-c', `rpm2cpio '${file}' | cpio --extract --make-directories --quiet`], { cwd: folder });
        await checkEntry(folder);
        const scripts = await run('rpm', ['-qp', '--scripts', file]);
        for (const part of ['update-alternatives --install', 'if [ "$1" -ne 0 ]', 'update-alternatives --remove'])
          if (!scripts.includes(part)) throw new Error(`no "${part}" in its scripts`);
        return inNewHome('rpm', (start) => startAndClose(join(folder, 'opt/Dramatis/dramatis'), start));
      });
    },
  },
  {
    name: 'AppImage: started, nothing is left',
    run: async () => {
      const before = await traces();
      const said = await inNewHome('appimage', (start) => startAndClose(packed('*.AppImage'), start));
      mustBeSame(await traces(), before);
      return said;
    },
  },
  {
    name: 'licences and bill of materials are in the package',
    run: async () => {
      const resources = join(root, 'out/linux-unpacked/resources');
      const { components } = JSON.parse(readFileSync(join(resources, 'sbom.cdx.json'), 'utf8')) as {
        components: { name: string }[];
      };
      const notices = readFileSync(join(resources, 'third-parties.txt'), 'utf8');
      const unnamed = components.filter(({ name }) => !notices.includes(`\n${name} `));
      if (unnamed.length > 0) throw new Error(`without a licence: ${unnamed.map(({ name }) => name).join(', ')}`);
      return `${components.length} packages`;
    },
  },
];

/** The package that `npm run pack` made last. */
function packed(pattern: string): string {
  const [file] = globSync(join(root, 'out', pattern));
  if (file === undefined) throw new SetUpError(`There is no ${pattern} in out/. Make it with: npm run pack`);
  return file;
}

/** What file managers and menus know of the app: its entry is sound, and its icon is there in all sizes. */
async function checkEntry(top: string): Promise<void> {
  await run('desktop-file-validate', [`${top}/usr/share/applications/dramatis.desktop`]);
  for (const size of sizes) readFileSync(`${top}/usr/share/icons/hicolor/${size}/apps/dramatis.png`);
}

async function removeWithApt(before: readonly string[]): Promise<string> {
  await run('apt-get', ['purge', '--yes', 'dramatis'], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  mustBeSame(await traces(), before);
  return 'nothing of it is left on the system';
}

function mustBeSame(after: readonly string[], before: readonly string[]): void {
  const left = after.filter((path) => !before.includes(path));
  if (left.length > 0) throw new Error(`left over: ${left.join(', ')}`);
}

/** Runs the app in a home of its own, on pictures of drawn people; only settings and library may be in it afterwards. */
async function inNewHome(name: string, work: (start: Start) => Promise<string>): Promise<string> {
  const sprites = await fetchSprites();
  if (typeof sprites === 'string') throw new SetUpError(sprites);
  return inFolder(async (home) => {
    const art = join(home, 'art');
    mkdirSync(art);
    mkdirSync(join(home, 'config'));
    for (const path of sprites.sylvie) copyFileSync(path, join(art, basename(path)));
    const screenshot = join(root, 'test-results/packages', `${name}.png`);
    const said = await work({ home, art, pictures: sprites.sylvie.length, screenshot });
    const left = leftAtHome(home).filter((path) => !['art', 'cache', 'config/Dramatis', 'library'].includes(path));
    if (left.length > 0) throw new Error(`left in the home: ${left.join(', ')}`);
    return said;
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-linux-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
