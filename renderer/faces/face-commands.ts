import { commandIds, commands, faceMenuParts, type CommandId } from '../commands/commands.ts';

/** What the menu of faces offers, in parts, as the command table has it. A view that has no action for an entry leaves it out. */
export const faceMenu: readonly (readonly CommandId[])[] = faceMenuParts.map((part) =>
  commandIds.filter((id) => commands[id].faceMenu === part),
);

/** What of it the tools above the faces offer too. */
export const faceTools: readonly CommandId[] = faceMenu.flat().filter((id) => commands[id].faceTool);
