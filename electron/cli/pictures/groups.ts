import { command } from '../command.ts';
import { listGroups } from '../groups.ts';
import { withLibrary } from '../library.ts';
import { printGroups } from '../print.ts';

export const groups = command({
  name: 'groups',
  about: 'list the groups, largest first',
  takes: {},
  options: {},
  run: (_, call) =>
    withLibrary(call, async (engine) => {
      printGroups(await listGroups(engine), call.json);
      return 0;
    }),
});
