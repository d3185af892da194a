import { resolve } from 'node:path';
import { z } from 'zod';
import { path } from '../../contract/checks.ts';

/** How the value of a setting is written on the command line. */
export interface WrittenValue {
  /** What the schema then checks: text that makes no sense is NaN or the text itself, which it refuses. */
  readonly read: (written: string) => string | number | boolean | string[] | null;
  /** What can stand after the `=`. */
  readonly takes: string;
}

const truth: Readonly<Record<string, boolean>> = { true: true, false: false };

/** `auto` is null, the default of those that have one. Throws where there is no way to write what the schema wants. */
export function writtenValueOf(schema: z.ZodType): WrittenValue {
  if (schema instanceof z.ZodNullable) {
    const { read, takes } = writtenValueOf(schema.unwrap() as z.ZodType);
    return { read: (written) => (written === 'auto' ? null : read(written)), takes: `auto, or ${takes}` };
  }
  if (schema instanceof z.ZodEnum) return { read: (written) => written, takes: schema.options.join(', ') };
  if (schema instanceof z.ZodBoolean) return { read: (written) => truth[written] ?? written, takes: 'true, false' };
  if (schema instanceof z.ZodNumber) return { read: wholeNumber, takes: span(schema) };
  if (schema instanceof z.ZodArray)
    return { read: listed, takes: 'patterns as in a .gitignore, with commas between them; or nothing' };
  // All paths among the settings are folders.
  if (schema === path) return { read: (written) => written && resolve(written), takes: 'a folder' };
  if (schema instanceof z.ZodString) return { read: (written) => written, takes: 'a text' };
  throw new Error(`no way to write a setting that is a ${schema.type}`);
}

/** An empty list, where nothing is written. */
function listed(written: string): string[] {
  const each = written.split(',').map((one) => one.trim());
  return each.filter((one) => one !== '');
}

/** NaN where it is no number: `Number('')` would be 0. */
function wholeNumber(written: string): number {
  return /^\d+$/.test(written) ? Number(written) : Number.NaN;
}

function span({ minValue, maxValue }: { readonly minValue: number | null; readonly maxValue: number | null }): string {
  return `a whole number from ${minValue ?? 0} to ${maxValue ?? 0}`;
}
