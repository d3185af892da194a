import type { Translate } from '../i18n/translate.ts';
import { commands, type CommandId } from '../commands/commands.ts';
import type { GridActions } from './grid-events.ts';

export interface MenuItem {
  readonly label: string;
  readonly keys?: string;
  /** A line above it. */
  readonly apart?: boolean;
  run(index: number): void;
}

/** Menu entries for commands, in groups, as the command table words them; what has no action is left out. */
export function menuItems(
  t: Translate,
  groups: readonly (readonly CommandId[])[],
  actions: GridActions,
  labels: Readonly<Partial<Record<CommandId, string>>> = {},
): MenuItem[] {
  return groups.flatMap((ids) =>
    ids
      .filter((id) => actions[id])
      .map((id, at) => {
        const [keys] = commands[id].keys;
        return {
          label: labels[id] ?? t(commands[id].label),
          ...(keys === undefined ? {} : { keys }),
          apart: at === 0,
          run: (index: number) => actions[id]?.(index),
        };
      }),
  );
}
