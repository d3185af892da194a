import { resolve } from 'node:path';
import { engineSettingsSchema, type EngineSettings } from '../contract/settings-api.ts';
import { AppError } from '../contract/errors.ts';
import type { Call } from './call.ts';
import { withLibrary } from './library.ts';
import { print } from './print.ts';

type Read = (value: string) => Partial<EngineSettings>;

const orNull = (value: string): string | null => (value === 'auto' ? null : resolve(value));

/** What can stand before the `=`. `auto` is the default of those that have one. */
const readers: Readonly<Record<string, Read>> = {
  processor: (value) => ({ processor: value as EngineSettings['processor'] }),
  threads: (value) => ({ threads: value === 'auto' ? null : Number(value) }),
  cache: (value) => ({ cacheMegabytes: Number(value) }),
  models: (value) => ({ models: orNull(value) }),
  'backup-folder': (value) => ({ backupFolder: orNull(value) }),
  backups: (value) => ({ backups: Number(value) }),
};

/** Changes what `name=value` pairs say, and shows all settings. */
export async function settings(pairs: readonly string[], call: Call): Promise<number> {
  const changes = Object.assign({}, ...pairs.map(readPair)) as Partial<EngineSettings>;
  return withLibrary(call, async (engine) => {
    const changed = pairs.length > 0 ? await engine.changeSettings(changes) : await engine.settings();
    if (call.json) print.json(changed);
    else for (const line of linesOf(changed.settings)) print.line(line);
    return 0;
  });
}

export async function backUp(call: Call): Promise<number> {
  return withLibrary(call, async (engine) => {
    const backup = await engine.backUp();
    if (call.json) print.json(backup);
    else print.line(backup.path);
    return 0;
  });
}

function readPair(pair: string): Partial<EngineSettings> {
  const [name = '', ...value] = pair.split('=');
  const read = readers[name];
  if (!read || value.length === 0)
    throw new AppError('bad-arguments', `${pair}; settings are ${Object.keys(readers).join(', ')}, as name=value`);
  const change = read(value.join('='));
  const checked = engineSettingsSchema.partial().safeParse(change);
  if (!checked.success) throw new AppError('bad-arguments', `${pair}: ${checked.error.issues[0]?.message ?? ''}`);
  return change;
}

function linesOf({ processor, threads, cacheMegabytes, models, backupFolder, backups }: EngineSettings): string[] {
  return [
    `processor=${processor}`,
    `threads=${threads ?? 'auto'}`,
    `cache=${cacheMegabytes}`,
    `models=${models ?? 'auto'}`,
    `backup-folder=${backupFolder ?? 'auto'}`,
    `backups=${backups}`,
  ];
}
