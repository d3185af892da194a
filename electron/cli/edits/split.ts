import { command, WrongUsage } from '../command.ts';
import { runEdit } from './run-edit.ts';
import { facesOption, group, moreFaces } from './values.ts';

export const split = command({
  name: 'split',
  about: 'make a new group of some faces',
  needs: 'a group and --faces',
  usage: '<group> --faces <id…>',
  takes: { group, more: moreFaces },
  options: { faces: facesOption },
  // The engine does not need the group: the faces are enough.
  run({ faces, more }, call) {
    const wanted = [...faces, ...more];
    if (wanted.length === 0) throw new WrongUsage('split needs --faces');
    return runEdit(call, (engine) => engine.splitFaces(wanted));
  },
});
