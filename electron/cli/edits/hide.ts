import { command, type Command } from '../command.ts';
import { groupId } from '../ids.ts';
import { some } from '../values.ts';
import { runEdit } from './run-edit.ts';

export const hide = hiding('hide', 'put groups out of sight', true);
export const show = hiding('show', 'show groups again that were hidden', false);

function hiding(name: string, about: string, hidden: boolean): Command {
  return command({
    name,
    about,
    needs: 'at least one group',
    takes: { group: some('the number of a group', groupId) },
    options: {},
    run: ({ group }, call) => runEdit(call, (engine) => engine.setHidden(group, hidden)),
  });
}
