import { InvalidArgumentError } from 'commander';

/** An argument or an option: how it is written, what it is for, and what becomes of what was typed. */
export interface Value<T> {
  /** As commander takes it: `<sample>`, `[folder...]`, `--limit <n>`, `--json`. */
  readonly form: (name: string) => string;
  readonly about: string;
  /** Throws InvalidArgumentError, which says what is right. `before`: what an option that stands twice already has. */
  read(typed: string, before: T | undefined): T;
  /** What stands in where nothing was typed; an argument that must be there has none. */
  readonly otherwise?: T;
}

export type Values = Readonly<Record<string, Value<unknown>>>;

/** What a command gets of its arguments and options. */
export type Given<V extends Values> = {
  readonly [Name in keyof V]: V[Name] extends { read: (...typed: never[]) => infer T } ? T : never;
};

/** How it is written: `fromFile` in code is `--from-file` there. */
export function writtenAs(name: string, { form }: Pick<Value<unknown>, 'form'>): string {
  return form(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
}

type Read<T> = (typed: string) => T;

const asTyped: Read<string> = (typed) => typed;

/** An argument that must be there. */
export function one<T = string>(about: string, read: Read<T>): Value<T> {
  return { form: (name) => `<${name}>`, about, read };
}

/** An argument that may be left out. */
export function maybe<T = string>(about: string, read: Read<T>): Value<T | null> {
  return { form: (name) => `[${name}]`, about, read, otherwise: null };
}

/** Arguments, at least one of them. */
export function some<T>(about: string, read: Read<T>): Value<readonly T[]> {
  return { form: (name) => `<${name}...>`, about, read: addTo(read) };
}

/** Arguments, or none. */
export function any<T>(about: string, read: Read<T>): Value<readonly T[]> {
  return { form: (name) => `[${name}...]`, about, read: addTo(read), otherwise: [] };
}

/** An option that is there or not. */
export function flag(about: string): Value<boolean> {
  return { form: (name) => `--${name}`, about, read: () => true, otherwise: false };
}

/** An option with a value; null where it is left out. */
export function option<T = string>(shown: string, about: string, read: Read<T>): Value<T | null> {
  return { form: (name) => `--${name} ${shown}`, about, read, otherwise: null };
}

export function text(shown: string, about: string): Value<string | null> {
  return option(shown, about, asTyped);
}

/** The same with a default. */
export function optionOr<T>(otherwise: T, shown: string, about: string, read: Read<T>): Value<T> {
  return { form: (name) => `--${name} ${shown}`, about, read, otherwise };
}

/** An option that may stand more than once. */
export function several<T = string>(shown: string, about: string, read: Read<T>): Value<readonly T[]> {
  return { form: (name) => `--${name} ${shown}`, about, read: addTo(read), otherwise: [] };
}

function addTo<T>(read: Read<T>) {
  return (typed: string, before: readonly T[] | undefined): readonly T[] => {
    // One list for all: a command line may hold a hundred thousand names.
    const list = (before ?? []) as T[];
    list.push(read(typed));
    return list;
  };
}

export function wholeNumber(least: number): Read<number> {
  return (typed) => {
    const number = Number(typed);
    if (typed.trim() !== '' && Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`It takes whole numbers from ${least} on.`);
  };
}

export function numberBetween(least: number, most: number): Read<number> {
  return (typed) => {
    const number = Number(typed);
    if (typed.trim() !== '' && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It takes numbers from ${least} to ${most}.`);
  };
}

export function oneOf<const T extends string>(...known: readonly T[]): Read<T> {
  return (typed) => {
    const found = known.find((each) => each === typed);
    if (found === undefined) throw new InvalidArgumentError(`It takes ${known.join(' or ')}.`);
    return found;
  };
}

/** An empty one is what a script's unset variable leaves: it would stand for the folder that the command runs in. */
export const asPath: Read<string> = (typed) => {
  if (typed === '') throw new InvalidArgumentError('It takes the name of a file or a folder.');
  return typed;
};

export const asText = asTyped;
