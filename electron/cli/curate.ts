import type { Edited } from '../contract/edits-api.ts';
import type { CharacterId, FaceId } from '../contract/ids.ts';
import type { Engine } from '../engine/engine.ts';
import type { Call } from './call.ts';
import { describeGroups } from './groups.ts';
import { faceId, groupId } from './ids.ts';
import { withLibrary } from './library.ts';
import { printGroups } from './print.ts';

/** What is said of faces of a group, or of whole groups; each can be undone. Null: wrong usage. */
type Curate = (rest: readonly string[], call: Call) => ((engine: Engine) => Promise<Edited>) | null;

/** Where faces stand: after one `--faces` or several, and what follows the group is more of them. */
function facesOf(more: readonly string[], { faces }: Call): FaceId[] {
  return [...faces, ...more.map(faceId)];
}

const move: Curate = (rest, call) => {
  const [group, more] = call.name === null ? [rest[0], rest.slice(1)] : [undefined, rest];
  const faces = facesOf(more, call);
  const to = call.name === null ? { character: groupId(group) } : { name: call.name };
  return faces.length === 0 ? null : (engine) => engine.moveFaces(faces, to);
};

const reject: Curate = ([group, ...more], call) => {
  const faces = facesOf(more, call);
  return faces.length === 0 ? null : (engine) => engine.rejectFaces(faces, groupId(group));
};

const accept: Curate = ([group, ...more], call) => {
  if (group === undefined) return null;
  const faces = facesOf(more, call);
  const id = groupId(group);
  return faces.length === 0 ? (engine) => engine.acceptAll(id) : (engine) => engine.acceptFaces(faces, id);
};

const setHidden =
  (hidden: boolean): Curate =>
  (rest) => {
    const groups: CharacterId[] = rest.map(groupId);
    return groups.length === 0 ? null : (engine) => engine.setHidden(groups, hidden);
  };

const commands: Readonly<Record<string, { readonly run: Curate; readonly needs: string }>> = {
  move: { run: move, needs: 'a group or --name, and --faces' },
  reject: { run: reject, needs: 'a group and --faces' },
  accept: { run: accept, needs: 'a group' },
  hide: { run: setHidden(true), needs: 'at least one group' },
  show: { run: setHidden(false), needs: 'at least one group' },
};

/** Answers what is wrong with the call, in words; otherwise does it and prints the groups that changed. */
export async function curate(command: string, rest: readonly string[], call: Call): Promise<string | null> {
  const known = commands[command];
  if (!known) return `there is no command ${command}`;
  const edit = known.run(rest, call);
  if (!edit) return `${command} needs ${known.needs}`;
  await withLibrary(call, async (engine) => {
    const { changed } = await edit(engine);
    printGroups(await describeGroups(engine, changed), call.json);
  });
  return null;
}
