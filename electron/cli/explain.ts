import type { CommanderError } from 'commander';
import type { Command, WrongUsage } from './command.ts';

/** So much of what was typed is said again. */
const longest = 60;

/** What is wrong with a command line, and what is close to what was typed. */
export function explain(error: CommanderError | WrongUsage, command: Command | undefined): string {
  const [told = '', close] = error.message.replace(/^error: /, '').split('\n');
  const words = inWords('code' in error ? error.code : '', told, command).replace(/\.$/, '');
  return close === undefined ? `${words}.` : `${words}. ${close.replace(/^\((.*)\)$/, '$1')}`;
}

function inWords(code: string, told: string, command: Command | undefined): string {
  const quoted = cut(/'(.*)'/s.exec(told)?.[1] ?? '', longest);
  if (code === 'commander.unknownCommand') return `there is no command ${quoted}`;
  if (code === 'commander.unknownOption') return `${command?.name ?? 'the command'} does not know ${quoted}`;
  if (code === 'commander.optionMissingArgument') return `${quoted} needs what stands in brackets`;
  if (command && (code === 'commander.missingArgument' || code === 'commander.excessArguments'))
    return `${command.name} ${wantsOf(command)}`;
  // Where a value was typed, it stands between what it is for and what is right.
  return told.replace(/'[^]*'/u, (typed) => `'${cut(typed.slice(1, -1), longest * 2)}'`);
}

function wantsOf({ needs, options }: Command): string {
  if (needs !== undefined) return `needs ${needs}`;
  return Object.keys(options).length > 0 ? 'takes options only' : 'takes no arguments';
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
