import { commands, faceMenuParts, menuOf, type CommandId } from '../commands/commands.ts';

/** What the menu of faces offers. A view that has no action for an entry leaves it out. */
export const faceMenu: readonly (readonly CommandId[])[] = menuOf(faceMenuParts, (command) => command.faceMenu);

/** What of it the tools for chosen faces offer too. */
export const faceTools: readonly CommandId[] = faceMenu.flat().filter((id) => commands[id].faceTool);
