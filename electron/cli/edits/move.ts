import { command, WrongUsage } from '../command.ts';
import { characterName, faceId, groupId } from '../ids.ts';
import { any, asText, option } from '../values.ts';
import { runEdit } from './run-edit.ts';
import { facesOption } from './values.ts';

export const move = command({
  name: 'move',
  about: 'put some faces into a group, or into the one called --name <n>',
  usage: '<group> --faces <id…>',
  takes: { id: any('the group, if --name names none; then more faces', asText) },
  options: { faces: facesOption, name: option('<n>', 'the group of this name, a new one if need be', characterName) },
  run({ id, faces, name }, call) {
    const more = name === null ? id.slice(1) : id;
    const wanted = [...faces, ...more.map(faceId)];
    if (wanted.length === 0) throw new WrongUsage('move needs a group or --name, and --faces');
    const to = name === null ? { character: groupId(id[0]) } : { name };
    return runEdit(call, (engine) => engine.moveFaces(wanted, to));
  },
});
