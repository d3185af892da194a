import { InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import { engineSettingsSchema, type EngineSettings } from '../../contract/settings-api.ts';
import { command } from '../command.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { any } from '../values.ts';

interface Setting {
  readonly read: (value: string) => Partial<EngineSettings>;
  /** What can stand after the `=`. */
  readonly takes: string;
}

const { shape } = engineSettingsSchema;
const folder = (value: string): string | null => (value === 'auto' ? null : value === '' ? '' : resolve(value));
/** NaN, which the schema refuses, where it is no number: `Number('')` would be 0. */
const number = (value: string): number => (/^\d+$/.test(value) ? Number(value) : Number.NaN);

/** What can stand before the `=`. `auto` is the default of those that have one. */
const readers: Readonly<Record<string, Setting>> = {
  processor: {
    read: (value) => ({ processor: value as EngineSettings['processor'] }),
    takes: shape.processor.options.join(', '),
  },
  threads: {
    read: (value) => ({ threads: value === 'auto' ? null : number(value) }),
    takes: `auto, or ${span(shape.threads.unwrap())}`,
  },
  cache: { read: (value) => ({ cacheMegabytes: number(value) }), takes: `${span(shape.cacheMegabytes)} (MB)` },
  models: { read: (value) => ({ models: folder(value) }), takes: 'auto, or a folder' },
  'backup-folder': { read: (value) => ({ backupFolder: folder(value) }), takes: 'auto, or a folder' },
  backups: { read: (value) => ({ backups: number(value) }), takes: span(shape.backups) },
};

const names = Object.keys(readers).join(', ');

/** Changes what `name=value` pairs say, and shows all settings. */
export const settings = command({
  name: 'settings',
  about: 'show and change: processor, threads, cache (MB), models, backup-folder, backups',
  takes: { 'name=value': any(`a setting and what it is to be: ${names}`, readPair) },
  options: {},
  run: ({ 'name=value': changes }, call) =>
    withLibrary(
      call,
      async (engine) => {
        const changed =
          changes.length > 0
            ? await engine.changeSettings(Object.assign({}, ...changes) as Partial<EngineSettings>)
            : await engine.settings();
        if (call.json) print.json(changed);
        else for (const line of linesOf(changed.settings)) print.line(line);
        return 0;
      },
      { make: changes.length > 0 },
    ),
});

function readPair(pair: string): Partial<EngineSettings> {
  const [name = '', ...value] = pair.split('=');
  const setting = readers[name];
  if (!setting || value.length === 0) throw new InvalidArgumentError(`Settings are ${names}, as name=value.`);
  const change = setting.read(value.join('='));
  if (!engineSettingsSchema.partial().safeParse(change).success)
    throw new InvalidArgumentError(`${name} is ${setting.takes}.`);
  return change;
}

function span({ minValue, maxValue }: { readonly minValue: number | null; readonly maxValue: number | null }): string {
  return `a whole number from ${minValue ?? 0} to ${maxValue ?? 0}`;
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
