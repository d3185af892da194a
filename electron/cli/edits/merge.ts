import { command } from '../command.ts';
import { groupId } from '../ids.ts';
import { some } from '../values.ts';
import { runEdit } from './run-edit.ts';
import { group } from './values.ts';

export const merge = command({
  name: 'merge',
  about: 'move the faces of the other groups into the first',
  needs: 'at least two groups',
  usage: '<group> <group…>',
  takes: { group, others: some('the groups that go into it', groupId) },
  options: {},
  run: ({ group: into, others }, call) => runEdit(call, (engine) => engine.mergeCharacters(into, others)),
});
