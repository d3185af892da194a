import { command } from '../command.ts';
import { characterName } from '../ids.ts';
import { one } from '../values.ts';
import { runEdit } from './run-edit.ts';
import { group } from './values.ts';

export const name = command({
  name: 'name',
  about: 'name a group',
  needs: 'a group and a name (in quotes)',
  takes: { group, name: one('whom the group shows', characterName) },
  options: {},
  run: ({ group: id, name: wanted }, call) => runEdit(call, (engine) => engine.nameCharacter(id, wanted)),
});
