import fs from 'node:fs';
import { defaultRename } from '../../../electron/contract/rename/rename-model.ts';
import type { FileSystem } from '../../../electron/engine/rename/batch/file-system.ts';
import { Renames } from '../../../electron/engine/rename/renames.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';

/**
 * Renames in a library and kills itself before call number `at` of the file system. Arguments: library, template,
 * folder to sort into (or nothing), `at`.
 */
const [library = '', template = '', to = '', at = ''] = process.argv.slice(2);

let calls = 0;
const deadly = new Proxy(fs, {
  get: (target, name) => {
    const call = target[name as keyof FileSystem] as (...args: never[]) => unknown;
    return (...args: never[]) => {
      calls += 1;
      if (calls === Number(at)) process.kill(process.pid, 'SIGKILL');
      return call(...args);
    };
  },
}) as FileSystem;

const { db } = openDatabase(library);
const renames = new Renames(db, { library, fs: deadly });
const mode = to === '' ? ('rename' as const) : ('move' as const);
const plan = renames.preview({ ...defaultRename, template, mode, to: to === '' ? null : to });
renames.apply(plan.id, { progress: () => undefined, cancelled: () => false });
process.stdout.write(String(calls));
