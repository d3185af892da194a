import { restoreLibrary } from '../../engine/store/backups/restore.ts';
import { command } from '../command.ts';
import { print } from '../print.ts';
import { asPath, one } from '../values.ts';

export const restore = command({
  name: 'restore',
  about: "put a copy in the library's place; what was there is kept",
  needs: 'one backup',
  takes: { backup: one('the file of a backup', asPath) },
  options: {},
  run({ backup }, { library, json }) {
    const kept = restoreLibrary(library, backup);
    if (json) print.json({ library, kept });
    else print.line(kept === null ? `Restored to ${library}` : `Restored to ${library}; what was there is in ${kept}`);
    return 0;
  },
});
