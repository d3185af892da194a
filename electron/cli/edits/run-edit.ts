import type { Edited } from '../../contract/api/edits-api.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Call } from '../command.ts';
import { describeGroups } from '../groups.ts';
import { withLibrary } from '../library.ts';
import { printGroups } from '../print.ts';

/** Changes the library, which can be undone, and prints the groups that changed. */
export async function runEdit(call: Call, change: (engine: Engine) => Promise<Edited>): Promise<number> {
  return withLibrary(call, async (engine) => {
    const { changed } = await change(engine);
    printGroups(await describeGroups(engine, changed), call.json);
    return 0;
  });
}
