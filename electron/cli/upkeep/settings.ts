import { InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import { z } from 'zod';
import { engineSettingsSchema, settingNames, type EngineSettings } from '../../contract/settings-api.ts';
import { command } from '../command.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { any } from '../values.ts';

interface Value {
  readonly read: (written: string) => string | number | string[] | null;
  /** What can stand after the `=`. */
  readonly takes: string;
}

interface Setting extends Value {
  readonly key: keyof EngineSettings;
  readonly name: string;
  /** Its name, and its unit where it has one. */
  readonly told: string;
}

const settingList: readonly Setting[] = (Object.keys(settingNames) as (keyof EngineSettings)[]).map((key) => {
  const { name, unit } = settingNames[key];
  const { read, takes } = valueOf(engineSettingsSchema.shape[key]);
  const withUnit = (text: string) => (unit === undefined ? text : `${text} (${unit})`);
  return { key, name, told: withUnit(name), read, takes: withUnit(takes) };
});

/** `auto` is null, the default of those that have one. */
function valueOf(schema: z.ZodType): Value {
  if (schema instanceof z.ZodNullable) {
    const { read, takes } = valueOf(schema.unwrap() as z.ZodType);
    return { read: (written) => (written === 'auto' ? null : read(written)), takes: `auto, or ${takes}` };
  }
  if (schema instanceof z.ZodEnum) return { read: (written) => written, takes: schema.options.join(', ') };
  if (schema instanceof z.ZodNumber) return { read: wholeNumber, takes: span(schema) };
  if (schema instanceof z.ZodArray)
    return { read: listed, takes: 'patterns as in a .gitignore, with commas between them; or nothing' };
  // The text settings are folders.
  if (schema instanceof z.ZodString) return { read: (written) => written && resolve(written), takes: 'a folder' };
  throw new Error(`no way to write a setting that is a ${schema.type}`);
}

/** An empty list, where nothing is written. */
function listed(written: string): string[] {
  const each = written.split(',').map((one) => one.trim());
  return each.filter((one) => one !== '');
}

/** NaN, which the schema refuses, where it is no number: `Number('')` would be 0. */
function wholeNumber(written: string): number {
  return /^\d+$/.test(written) ? Number(written) : Number.NaN;
}

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

function span({ minValue, maxValue }: { readonly minValue: number | null; readonly maxValue: number | null }): string {
  return `a whole number from ${minValue ?? 0} to ${maxValue ?? 0}`;
}

function linesOf(all: EngineSettings): string[] {
  // A list is written with commas.
  return settingList.map(({ key, name }) => `${name}=${String(all[key] ?? 'auto')}`);
}
