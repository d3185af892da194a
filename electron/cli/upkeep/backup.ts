import { command } from '../command.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';

export const backup = command({
  name: 'backup',
  about: 'copy the library now, and verify the copy',
  takes: {},
  options: {},
  run: (_, call) =>
    withLibrary(call, async (engine) => {
      const made = await engine.backUp();
      if (call.json) print.json(made);
      else print.line(made.path);
      return 0;
    }),
});
