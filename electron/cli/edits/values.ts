import { faceId, groupId } from '../ids.ts';
import { any, one, several } from '../values.ts';

/** How commands take a group and some of its faces. */
export const group = one('the number of a group, as “dramatis groups” shows it', groupId);
export const facesOption = several('<id…>', 'the numbers of faces, as “dramatis groups --json” shows them', faceId);
/** `--faces 1 2 3`: what follows the first number. */
export const moreFaces = any('more faces', faceId);
