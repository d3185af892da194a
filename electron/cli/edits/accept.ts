import { command } from '../command.ts';
import { runEdit } from './run-edit.ts';
import { facesOption, group, moreFaces } from './values.ts';

export const accept = command({
  name: 'accept',
  about: 'all that was suggested for it is right, or only --faces <id…>',
  needs: 'a group',
  usage: '<group>',
  takes: { group, more: moreFaces },
  options: { faces: facesOption },
  run({ group: id, faces, more }, call) {
    const wanted = [...faces, ...more];
    return runEdit(call, (engine) => (wanted.length === 0 ? engine.acceptAll(id) : engine.acceptFaces(wanted, id)));
  },
});
