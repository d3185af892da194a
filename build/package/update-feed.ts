import type { Configuration } from 'electron-builder';

/** Where the app looks for new versions: releases of a repository on GitHub, `owner/name`; null where nothing is set, and it never looks. */
export function updateFeed(env: NodeJS.ProcessEnv): Exclude<Configuration['publish'], undefined> {
  const [owner, repo, ...more] = (env['DRAMATIS_FEED'] ?? '').split('/');
  if (!owner || !repo || more.length > 0) return null;
  return { provider: 'github', owner, repo, releaseType: 'release' };
}
