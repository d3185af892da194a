import { svelte } from '@sveltejs/vite-plugin-svelte';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { nativePackages } from './native-packages.ts';
import { listPackages } from './package/bundled-packages.ts';
import { bundles } from './set-up/inputs.mjs';
import { main, root, SetUpError } from './set-up/run.mjs';
import { step } from './set-up/step.mjs';

type BundleName = keyof typeof bundles;

/** The oldest that the app runs on: Electron 33, which the package registry has, is Chrome 130 with Node 20. */
const electronTargets = { node: 'node20.18', chrome: 'chrome130' };

interface NodeProgram {
  readonly entries: Record<string, string>;
  readonly target: string;
  readonly external: string[];
  readonly format: 'es' | 'cjs';
}

const programs: Record<Exclude<BundleName, 'renderer'>, NodeProgram> = {
  main: {
    entries: { index: 'electron/main/index.ts' },
    target: electronTargets.node,
    external: ['electron'],
    format: 'es',
  },
  preload: {
    entries: { index: 'electron/preload/index.ts' },
    target: electronTargets.chrome,
    external: ['electron'],
    // A sandboxed preload script is one CommonJS file.
    format: 'cjs',
  },
  engine: {
    entries: {
      main: 'electron/engine/main.ts',
      cli: 'electron/cli/main.ts',
      'inference-worker': 'electron/engine/models/inference-worker.ts',
      'rename-worker': 'electron/engine/rename/rename-worker.ts',
      'look-ahead-worker': 'electron/engine/rename/survey/look-ahead-worker.ts',
      'vector-worker': 'electron/engine/clustering/vector-worker.ts',
      'map-worker': 'electron/engine/map/map-worker.ts',
      'health-worker': 'electron/engine/health/health-worker.ts',
      'hash-worker': 'electron/engine/pipeline/hashing/hash-worker.ts',
      'reader-worker': 'electron/engine/pictures/reading/reader-worker.ts',
      'preview-worker': 'electron/engine/previews/preview-worker.ts',
    },
    target: 'node24',
    external: nativePackages,
    format: 'es',
  },
};

/** The page and the preload script take names from the contract; its schemas, and with them zod, are for the other side. */
const withoutUnusedSchemas = { manualPureFunctions: ['z'] };

const shared: InlineConfig = { configFile: false, logLevel: 'warn', publicDir: false, root };

function nodeProgram(folder: string, { entries, target, external, format }: NodeProgram): InlineConfig {
  const extension = format === 'cjs' ? 'cjs' : 'js';
  return {
    ...shared,
    plugins: [listPackages()],
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      target,
      minify: false,
      sourcemap: true,
      outDir: join(root, 'dist', folder),
      emptyOutDir: true,
      rolldownOptions: {
        input: entries,
        treeshake: withoutUnusedSchemas,
        // Chunks lie beside the entries, so that the engine finds its worker next to whatever file starts it.
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `[name]-[hash].${extension}` },
      },
    },
  };
}

function page(): InlineConfig {
  return {
    ...shared,
    root: join(root, 'renderer'),
    base: './',
    plugins: [svelte({ configFile: false }), listPackages()],
    build: {
      target: electronTargets.chrome,
      // Data URLs are not in the page's content security policy for scripts and fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Kilobytes. The page is read from the package, not from a network.
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: { treeshake: withoutUnusedSchemas, checks: { bundlerTimings: false } },
      outDir: join(root, 'dist/renderer'),
      emptyOutDir: true,
    },
  };
}

function configFor(name: BundleName): InlineConfig {
  return name === 'renderer' ? page() : nodeProgram(name, programs[name]);
}

/** Bundles main, preload, engine with command, and page into dist/, where their sources have changed. */
export async function bundle(names = Object.keys(bundles) as BundleName[]): Promise<string> {
  const stale = names.filter((name) => !bundles[name].isCurrent());
  await Promise.all(
    stale.map(async (name) => {
      await build(configFor(name)).catch((error: unknown) => {
        throw new SetUpError(error instanceof Error ? error.message : String(error));
      });
      bundles[name].markCurrent();
    }),
  );
  return stale.length > 0 ? `built ${stale.join(', ')}` : 'up to date';
}

/** The command line names the bundles to look at; without names, all. */
function namesFrom(args: readonly string[]): BundleName[] | undefined {
  const names = args.filter((arg): arg is BundleName => Object.hasOwn(bundles, arg));
  return names.length > 0 ? names : undefined;
}

if (import.meta.main) {
  await main(async () => {
    await step('Bundles', () => bundle(namesFrom(process.argv.slice(2))));
    return 0;
  });
}
