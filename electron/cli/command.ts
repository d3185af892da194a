import type { Given, Values } from './values.ts';

/** What every command is told besides its own arguments and options. */
export interface Call {
  readonly library: string;
  /** Whether `--library` named it. */
  readonly libraryNamed: boolean;
  /** Opens it even where a library is not safe. */
  readonly libraryAnyway: boolean;
  /** The folder that was named, or the app's own. */
  readonly models: string;
  readonly modelsNamed: boolean;
  readonly json: boolean;
}

/** What the command line, its help and its complaints know of a command. */
export interface Command {
  readonly name: string;
  /** One line of the help. */
  readonly about: string;
  /** What is said where arguments are missing, or too many: `<name> needs …`. */
  readonly needs?: string;
  /** How the help shows the arguments, where that is not plain from them. */
  readonly usage?: string;
  readonly takes: Values;
  /** By their names in code: `fromFile` is `--from-file`. */
  readonly options: Values;
  /** Answers the exit code: 0 done, 1 some files were skipped or refused, or `doctor` found something wrong. Throws AppError where nothing could be done. */
  readonly run: (given: never, call: Call) => Promise<number> | number;
}

/** One command: its words, its arguments and options, and what it does with them. */
export function command<Takes extends Values, Options extends Values>(
  declared: Omit<Command, 'takes' | 'options' | 'run'> & {
    readonly takes: Takes;
    readonly options: Options;
    readonly run: (given: Given<Takes> & Given<Options>, call: Call) => Promise<number> | number;
  },
): Command {
  return declared;
}

/** The arguments do not go together: said in one sentence, with where to read on. */
export class WrongUsage extends Error {}
