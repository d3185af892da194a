import { InvalidArgumentError } from 'commander';
import { engineSettingsSchema, settingNames, type EngineSettings } from '../../contract/api/settings-api.ts';
import { command } from '../command.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { any } from '../values.ts';
import { writtenValueOf, type WrittenValue } from './setting-values.ts';

interface Setting extends WrittenValue {
  readonly key: keyof EngineSettings;
  readonly name: string;
  /** Its name, and its unit where it has one. */
  readonly told: string;
}

const settingList: readonly Setting[] = (Object.keys(settingNames) as (keyof EngineSettings)[]).map((key) => {
  const { name, unit } = settingNames[key];
  const { read, takes } = writtenValueOf(engineSettingsSchema.shape[key]);
  const withUnit = (text: string) => (unit === undefined ? text : `${text} (${unit})`);
  return { key, name, told: withUnit(name), read, takes: withUnit(takes) };
});

const names = settingList.map(({ name }) => name).join(', ');

/** Changes what `name=value` pairs say, and shows all settings. */
export const settings = command({
  name: 'settings',
  about: `show and change: ${settingList.map(({ told }) => told).join(', ')}`,
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
  const setting = settingList.find((known) => known.name === name);
  if (!setting || value.length === 0) throw new InvalidArgumentError(`Settings are ${names}, as name=value.`);
  const change = { [setting.key]: setting.read(value.join('=')) } as Partial<EngineSettings>;
  if (!engineSettingsSchema.partial().safeParse(change).success)
    throw new InvalidArgumentError(`${name} is ${setting.takes}.`);
  return change;
}

function linesOf(all: EngineSettings): string[] {
  // A list is written with commas.
  return settingList.map(({ key, name }) => `${name}=${String(all[key] ?? 'auto')}`);
}
