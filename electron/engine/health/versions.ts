import { createRequire } from 'node:module';
import { availableParallelism, release } from 'node:os';
import { sharp } from '../pictures/libvips.ts';
import type { VersionFacts } from '../../contract/api/settings-api.ts';
import { versionOfSqlite } from '../store/backups/health.ts';
import manifest from '../../../package.json' with { type: 'json' };

export function versions(): VersionFacts {
  const require = createRequire(import.meta.url);
  const { version } = require('onnxruntime-node/package.json') as { version: string };
  return {
    dramatis: manifest.version,
    node: process.versions.node,
    onnxruntime: version,
    sqlite: versionOfSqlite(),
    sharp: sharp.versions.sharp,
    libvips: sharp.versions.vips,
  };
}

/** Platform, architecture and release. */
export function system(): string {
  return `${process.platform} ${process.arch} ${release()}`;
}

export function cores(): number {
  return availableParallelism();
}
