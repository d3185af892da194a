#!/usr/bin/env node
import { join } from 'node:path';
import { setUpEngine } from '../../build/set-up/index.mjs';
import { bundles } from '../../build/set-up/inputs.mjs';
import { nodePath } from '../../build/set-up/node-runtime.mjs';
import { packagesAreCurrent } from '../../build/set-up/packages.mjs';
import { main, root, run } from '../../build/set-up/run.mjs';
import { handOver } from './hand-over.mjs';

/**
 * The `dramatis` command in a checkout, for any Node from 20 on: the command itself needs Node 24 and the bundles.
 * Everything that is said here goes to stderr, since stdout belongs to the command's JSON.
 */
await main(async () => {
  if (!packagesAreCurrent()) await setUpEngine();
  if (!bundles.engine.isCurrent()) await run(nodePath, [join(root, 'build/bundle.ts'), 'engine']);
  return handOver(nodePath, [join(root, 'dist/engine/cli.js')], process.argv.slice(2));
});
