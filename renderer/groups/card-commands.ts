import { cardMenuParts, commands, menuOf, type CommandId } from '../commands/commands.ts';

/** What the menu of group cards offers. */
export const cardMenu: readonly (readonly CommandId[])[] = menuOf(cardMenuParts, (command) => command.cardMenu);

/** What of it the tools for chosen cards offer too. */
export const cardTools: readonly CommandId[] = cardMenu.flat().filter((id) => commands[id].cardTool);
