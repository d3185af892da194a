import { run } from '../set-up/run.mjs';

/** Which tools look at which of these files, by their paths. */
export interface Work {
  readonly format: string[];
  readonly oxlint: string[];
  readonly eslint: string[];
  readonly types: boolean;
  /** Sources and tests that tests may follow from. */
  readonly tests: string[];
}

/** Shares out changed files among the tools; what the training code writes and says is its own. */
export function workFor(files: readonly string[]): Work {
  const ours = files.filter((file) => !file.startsWith('native-models/'));
  const code = ours.filter((file) => /\.(ts|js|mjs|svelte)$/.test(file));
  return {
    format: ours,
    oxlint: code.filter((file) => !file.endsWith('.svelte')),
    eslint: code.filter((file) => /\.svelte(\.ts)?$/.test(file)),
    types: code.length > 0,
    // The packaged app is driven by npm run check alone.
    tests: code.filter((file) => !file.startsWith('test/e2e/') && !file.startsWith('test/bench/')),
  };
}

/** Files that are there and differ from where this branch left main, or from the last commit on main itself. */
export async function changedFiles(): Promise<string[]> {
  const base = await run('git', ['merge-base', 'HEAD', 'main']).catch(() => 'HEAD');
  const differing = await run('git', ['diff', '--name-only', '--diff-filter=d', '-z', base.trim()]);
  const untracked = await run('git', ['ls-files', '--others', '--exclude-standard', '-z']);
  return [...new Set(`${differing}${untracked}`.split('\0').filter(Boolean))].sort();
}
