import { command, WrongUsage } from '../command.ts';
import { runEdit } from './run-edit.ts';
import { facesOption, group, moreFaces } from './values.ts';

export const reject = command({
  name: 'reject',
  about: 'these faces do not show it, for good',
  needs: 'a group and --faces',
  usage: '<group> --faces <id…>',
  takes: { group, more: moreFaces },
  options: { faces: facesOption },
  run({ group: id, faces, more }, call) {
    const wanted = [...faces, ...more];
    if (wanted.length === 0) throw new WrongUsage('reject needs a group and --faces');
    return runEdit(call, (engine) => engine.rejectFaces(wanted, id));
  },
});
