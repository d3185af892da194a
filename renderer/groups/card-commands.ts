import { cardMenuParts, commandIds, commands, type CommandId } from '../commands/commands.ts';

/** What the menu of group cards offers, in parts, as the command table has it. */
export const cardMenu: readonly (readonly CommandId[])[] = cardMenuParts.map((part) =>
  commandIds.filter((id) => commands[id].cardMenu === part),
);

/** What of it the tools above the cards offer too. */
export const cardTools: readonly CommandId[] = cardMenu.flat().filter((id) => commands[id].cardTool);
