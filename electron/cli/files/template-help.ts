import { tokens } from '../../engine/rename/naming/tokens.ts';

const tokenLines = Object.values(tokens).flatMap(({ help }) => (help === null ? [] : [`  ${help}`]));

export const templateHelp = `A template is the new name, with tokens to fill in. A / makes a folder; the extension is kept.

${tokenLines.join('\n')}

A ? after a token leaves it out where it has no value, with the separator beside it: {character}_{outfit?}_{index}

  dramatis rename --template "{character}_{index:000}"                  what would happen
  dramatis rename --template "{character}_{index:000}" --apply          do it
  dramatis rename --template "{character}/{stem}" --to sorted --copy    copies, one folder per character
  dramatis rename --undo                                                take the last one back`;
