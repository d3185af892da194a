import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodePath } from '../set-up/node-runtime.mjs';
import { root, run } from '../set-up/run.mjs';
import { cacheFolder } from './passed.ts';

/** The longest that one tool may take, on a machine ten times as slow as ours. */
const limitMs = 40 * 60_000;

/** Runs a tool of node_modules by its script; rejects with what it printed where it finds something wrong. */
export function tool(script: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const plain = { ...env, NO_COLOR: '1', FORCE_COLOR: '0' };
  return run(nodePath, [join(root, script), ...args], { env: plain, timeout: limitMs });
}

/** Prettier, with what it found right before: by content, and only as long as the packages are the same. */
export function format(files: readonly string[]): Promise<string> {
  const cache = ['--cache', '--cache-strategy=content', `--cache-location=${join(toolCaches(), 'prettier')}`];
  return tool('node_modules/prettier/bin/prettier.cjs', [
    '--check',
    '--ignore-unknown',
    '--log-level=warn',
    ...cache,
    ...files,
  ]);
}

/** Types of TypeScript, scripts and components, and Svelte's warnings, in one run on TypeScript 7. */
export function types(): Promise<string> {
  toolCaches();
  const args = ['--tsgo', '--incremental', '--fail-on-warnings', '--output=human'];
  return tool('node_modules/svelte-check/bin/svelte-check', args);
}

/** Lints TypeScript and scripts: oxlint, which reads types by tsgolint. */
export function oxlint(files: readonly string[]): Promise<string> {
  const args = ['--deny-warnings', '--report-unused-disable-directives', '--no-error-on-unmatched-pattern'];
  return tool('node_modules/oxlint/bin/oxlint', [...args, ...files]);
}

/** Lints components, and Svelte's rules in all other files. */
export function eslint(files: readonly string[]): Promise<string> {
  const args = ['--config=build/eslint.config.js', '--max-warnings=0', '--no-warn-ignored', ...files];
  // TypeScript reads components as the parser does: without it, each one makes another program of everything.
  const env = { ...process.env, SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK: '1' };
  return tool('node_modules/eslint/bin/eslint.js', args, env);
}

export function vitest(args: readonly string[]): Promise<string> {
  return tool('node_modules/vitest/vitest.mjs', [...args, '--config=build/vitest.config.ts']);
}

/** The folder for what tools remember; emptied when a package has changed, since not every tool looks at its plugins. */
function toolCaches(): string {
  const folder = join(cacheFolder, 'tools');
  const installed = createHash('sha256').update(readFileSync(join(root, 'node_modules/.package-lock.json')));
  const key = installed.digest('hex');
  const note = join(folder, 'packages');
  if (!existsSync(note) || readFileSync(note, 'utf8') !== key) {
    for (const stale of [folder, join(root, '.svelte-check')]) rmSync(stale, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(note, key);
  }
  return folder;
}
