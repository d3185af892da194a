import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { latest, type TrashedFile } from './trashed-file.ts';

/** Whose trash it is. A test has one of its own. */
export interface TrashOwner {
  /** Folder with `Trash` in it. */
  readonly dataHome: string;
  readonly uid: number;
}

function thisOwner(): TrashOwner {
  return {
    dataHome: process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'),
    uid: process.getuid?.() ?? 0,
  };
}

/** The file that had this path in the trash, the one that went there last (freedesktop.org, Trash 1.0). Throws what the system says. */
export function findInXdgTrash(path: string, owner = thisOwner()): TrashedFile | null {
  return latest(
    trashesFor(path, owner).flatMap(({ trash, root }) => entriesOf(trash, root === null ? path : relative(root, path))),
  );
}

/** The owner's own, where paths are whole; and those of the disks that the path may be on, where they begin at the disk's root. */
function trashesFor(path: string, { dataHome, uid }: TrashOwner): { trash: string; root: string | null }[] {
  const trashes: { trash: string; root: string | null }[] = [{ trash: join(dataHome, 'Trash'), root: null }];
  for (let root = dirname(path); ; root = dirname(root)) {
    trashes.push({ trash: join(root, `.Trash-${uid}`), root }, { trash: join(root, '.Trash', String(uid)), root });
    if (dirname(root) === root) return trashes;
  }
}

function entriesOf(trash: string, path: string): TrashedFile[] {
  const folder = join(trash, 'info');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.trashinfo')) : [];
  return names.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const file = join(trash, 'files', name.slice(0, -'.trashinfo'.length));
    if (pathIn(text) !== path || !existsSync(file)) return [];
    return { file, info: join(folder, name), at: /^DeletionDate=(.*)$/m.exec(text)?.[1] ?? '' };
  });
}

function pathIn(text: string): string | null {
  const written = /^Path=(.*)$/m.exec(text)?.[1];
  if (written === undefined) return null;
  try {
    return decodeURIComponent(written);
  } catch {
    return null;
  }
}
