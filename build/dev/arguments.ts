import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `usage: npm run dev -- [folder] [--models] [--library folder] [--port number]

  folder      a folder of yours to open; without it, a small library of drawn pictures
  --models    the real networks; without it, stand-ins that know the drawn pictures
  --library   where the library is kept; by default in .cache/dev
  --port      of the page, 5173 by default; the next free one where it is taken

Add &state=indexing to the address to see a rare state: empty, indexing, paused, scanning, no-faces, no-models, broken, failing,
starting or stopped; or &rename=rolled-back, pending, recovered, slow or held; or &studio=connected, offline or locked;
or &learnt=much. Delete .cache/dev to begin anew.`;

export interface DevArguments {
  readonly folder: string | null;
  readonly realModels: boolean;
  readonly library: string | null;
  readonly port: number;
}

/** Throws where they are wrong. Relative paths start at `cwd`. */
export function readArguments(args: readonly string[], cwd: string): DevArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      models: { type: 'boolean', default: false },
      library: { type: 'string' },
      port: { type: 'string', default: '5173' },
    },
  });
  const [folder] = positionals;
  if (positionals.length > 1) throw new Error('one folder at most');
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${values.port} is no port`);
  return {
    folder: folder === undefined ? null : resolve(cwd, folder),
    realModels: values.models,
    library: values.library === undefined ? null : resolve(cwd, values.library),
    port,
  };
}
