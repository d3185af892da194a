import { folded } from '../../contract/folded.ts';
import { WrongUsage } from '../command.ts';

/** What is to be renamed or taken away has to be there; names are one whatever their case and width. Throws WrongUsage. */
export function expectNamed(
  what: 'series' | 'outfit' | 'tag',
  wanted: string,
  all: readonly { readonly name: string }[],
): void {
  if (all.some(({ name }) => folded(name) === folded(wanted))) return;
  throw new WrongUsage(`${what} knows no “${wanted}”; without arguments it lists those that there are`);
}
