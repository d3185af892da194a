import { z } from 'zod';
import { largestPicture } from './formats.ts';
import { longestQuery } from './query/query-model.ts';

// What arguments are made of, for the schemas of the calls.

// Ids are branded in TypeScript only: at the border they are checked as what they are, positive integers.
export const id = z.int().positive();
export const path = z.string().min(1).max(32_768);
export const bytes = z.instanceof(Uint8Array).refine((value) => value.byteLength <= largestPicture, 'more than 256 MB');
export const name = z.string().max(200);
/** Whom a group shows, as it is typed. Tabs and line breaks, which come with what is pasted, are stored as spaces. */
export const characterName = z
  .string()
  .max(200, 'A name has at most 200 characters.')
  .refine((typed) => !/(?!\s)\p{Cc}/u.test(typed), 'A name has no control characters.');
export const count = z.int().nonnegative();
export const faces = z.array(id).min(1).max(1_000_000);
export const characters = z.array(id).min(1).max(10_000);
export const pictures = z.array(id).min(1).max(1_000_000);
/** A search, as it is typed: see query/read-query.ts. */
export const query = z.string().max(longestQuery);

const ids = z.array(id).max(100_000).optional();
/** Of a rename or an export. */
export const scope = z.strictObject({ characters: ids, pictures: ids, below: path.optional() });

/** For settings as a file has them: one that is missing there, or makes no sense, is as by default; one that is unknown is left out. */
export function forgiving<Value extends object>(
  schema: z.ZodObject & z.ZodType<Value>,
  defaults: Value,
): z.ZodType<Value> {
  const each = Object.entries<z.ZodType>(schema.shape);
  const shape = each.map(([name, one]) => [name, one.catch(() => defaults[name as keyof Value])] as const);
  return z.object(Object.fromEntries(shape)) as unknown as z.ZodType<Value>;
}

export const page = z.strictObject({ offset: z.int().nonnegative(), limit: z.int().min(1).max(10_000) });
/** A part of a list. */
export type Page = Readonly<z.infer<typeof page>>;
