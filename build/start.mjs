import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCommandLine } from '../electron/main/command-line.mjs';
import { hasDisplay } from './set-up/display.mjs';
import { setUpApp, setUpEngine } from './set-up/index.mjs';
import { nodePath } from './set-up/node-runtime.mjs';
import { main, root, run, runHere, SetUpError } from './set-up/run.mjs';
import { step } from './set-up/step.mjs';

/** `npm start -- <folder>`: sets up what is missing, builds, and opens the app on the folder. */
await main(async () => {
  const args = process.argv.slice(2);
  const { folders, library } = readCommandLine(args, process.cwd());
  for (const folder of folders) {
    if (!existsSync(folder))
      throw new SetUpError(`There is no folder ${folder}. Check the path: npm start -- <folder>`);
  }
  return hasDisplay() ? openApp(args) : indexHeadless(folders, library);
});

async function openApp(/** @type {string[]} */ args) {
  if (process.getuid?.() === 0 && !args.includes('--no-sandbox')) {
    throw new SetUpError(
      'Electron does not start its sandbox for root. Start Dramatis as another user, or, where nothing but your own\n' +
        'pictures is opened: npm start -- --no-sandbox <folder>',
    );
  }
  const electron = await setUpApp({ testTools: false, virtualScreen: false });
  if (electron.opensFolders) {
    await build();
    return runHere(electron.path, [root, ...args]);
  }
  // The fallback cannot: it runs the packaged app.
  await step('Package', () => run(nodePath, [join(root, 'build/pack.ts'), '--dir']).then(() => 'ready'));
  return runHere(join(root, 'out/linux-unpacked/dramatis'), args);
}

async function indexHeadless(/** @type {string[]} */ folders, /** @type {string | null} */ library) {
  process.stderr.write(
    'There is no display here, so no window can open: the folder is sorted in the terminal instead.\n',
  );
  if (folders.length === 0) throw new SetUpError('Name the folder to sort: npm start -- <folder>');
  await setUpEngine();
  await build('engine');
  const where = library === null ? [] : ['--library', library];
  const indexed = await dramatis('index', ...folders, ...where);
  // 1: some pictures were skipped, which the command has said.
  return indexed > 1 ? indexed : dramatis('groups', ...where);
}

async function build(/** @type {string[]} */ ...bundles) {
  const code = await runHere(nodePath, [join(root, 'build/bundle.ts'), ...bundles]);
  if (code !== 0) throw new SetUpError('Dramatis could not be built; the reason stands above.');
}

function dramatis(/** @type {string[]} */ ...args) {
  return runHere(nodePath, [join(root, 'dist/engine/cli.js'), ...args]);
}
