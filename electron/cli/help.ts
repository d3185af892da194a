import type { Command } from './command.ts';
import { writtenAs, type Values } from './values.ts';

const column = 41;

/** One page with everything: each command, and its options below it. */
export function wholeHelp(commands: readonly Command[], shared: Values): string {
  const pages = commands.map((command) => {
    return [row(`  dramatis ${command.name}${argumentsOf(command)}`, command.about), ...rowsOf(command.options, 6)];
  });
  return `dramatis — sorts game art by character

${pages.flat().join('\n')}

${rowsOf(shared, 2).join('\n')}
${row('  dramatis <command> --help', 'more about one command')}

Exit: 0 done, 1 some files were skipped or refused, or doctor found something wrong,
2 wrong usage or nothing could be done, 128 + n ended by signal n, which is named on stderr.
`;
}

function argumentsOf({ usage, takes }: Command): string {
  const words = usage === undefined ? formsOf(takes).map(({ form }) => form) : [usage];
  return words.map((word) => ` ${word}`).join('');
}

function rowsOf(options: Values, indent: number): string[] {
  return formsOf(options).map(({ form, about }) => row(`${' '.repeat(indent)}${form}`, about));
}

function formsOf(values: Values): { form: string; about: string }[] {
  return Object.entries(values).map(([name, value]) => {
    return { form: writtenAs(name, value).replace('...', '…'), about: value.about };
  });
}

function row(words: string, about: string): string {
  return `${words.padEnd(column - 2)}  ${about}`;
}
