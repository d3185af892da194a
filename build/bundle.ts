import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { nativePackages } from './native-packages.ts';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist/.inputs');

/** The oldest that the app runs on: Electron 33, which the package registry has, is Chrome 130 with Node 20. */
const electronTargets = { node: 'node20.18', chrome: 'chrome130' };

interface NodeProgram {
  readonly folder: string;
  readonly entries: Record<string, string>;
  readonly target: string;
  readonly external: string[];
  readonly format?: 'es' | 'cjs';
}

const programs: NodeProgram[] = [
  { folder: 'main', entries: { index: 'electron/main/index.ts' }, target: electronTargets.node, external: ['electron'] },
  {
    folder: 'preload',
    entries: { index: 'electron/preload/index.ts' },
    target: electronTargets.chrome,
    external: ['electron'],
    // A sandboxed preload script is one CommonJS file.
    format: 'cjs',
  },
  {
    folder: 'engine',
    entries: {
      main: 'electron/engine/main.ts',
      cli: 'electron/cli/main.ts',
      worker: 'electron/engine/models/worker.ts',
    },
    target: 'node24',
    external: nativePackages,
  },
];

const shared: InlineConfig = { configFile: false, logLevel: 'warn', publicDir: false, root };

function nodeProgram({ folder, entries, target, external, format = 'es' }: NodeProgram): InlineConfig {
  const extension = format === 'cjs' ? 'cjs' : 'js';
  return {
    ...shared,
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
    plugins: [svelte({ configFile: false })],
    build: {
      target: electronTargets.chrome,
      // Data URLs are not in the page's content security policy for scripts and fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      outDir: join(root, 'dist/renderer'),
      emptyOutDir: true,
    },
  };
}

/** What the bundles are made from, as one hash: the same hash means there is nothing to do. */
function inputs(): string {
  const hash = createHash('sha256');
  const files = globSync(['{electron,renderer}/**/*.*', 'build/bundle.ts', 'package-lock.json'], { cwd: root });
  for (const file of files.sort()) {
    const { mtimeMs, size } = statSync(join(root, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

/** Bundles main, preload, engine, command and page into dist/. Returns what was done, for the step's line. */
export async function bundle(): Promise<string> {
  const now = inputs();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return 'up to date';
  rmSync(stamp, { force: true });
  await Promise.all([...programs.map(nodeProgram), page()].map((config) => build(config)));
  writeFileSync(stamp, now);
  return 'built';
}

if (import.meta.main) console.error(`Bundles            ${await bundle()}`);
