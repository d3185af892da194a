import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';

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

interface Trashed {
  readonly file: string;
  readonly info: string;
  readonly at: string;
}

/**
 * Takes the file that had this path out of the trash again, the one that went there last (freedesktop.org, Trash 1.0). Answers whether it was there;
 * never writes over a file that has the path now. Throws what the system says.
 */
export function restoreFromXdgTrash(path: string, owner = thisOwner()): boolean {
  if (existsSync(path)) return false;
  const found = trashesFor(path, owner).flatMap(({ trash, root }) =>
    entriesOf(trash, root === null ? path : relative(root, path)),
  );
  const [last] = found.sort((a, b) => (a.at < b.at ? 1 : -1));
  if (!last) return false;
  mkdirSync(dirname(path), { recursive: true });
  renameSync(last.file, path);
  rmSync(last.info, { force: true });
  return true;
}

/** The owner's own, where paths are whole; and those of the disks that the path may be on, where they begin at the disk's root. */
function trashesFor(path: string, { dataHome, uid }: TrashOwner): { trash: string; root: string | null }[] {
  const trashes: { trash: string; root: string | null }[] = [{ trash: join(dataHome, 'Trash'), root: null }];
  for (let root = dirname(path); ; root = dirname(root)) {
    trashes.push({ trash: join(root, `.Trash-${uid}`), root }, { trash: join(root, '.Trash', String(uid)), root });
    if (dirname(root) === root) return trashes;
  }
}

function entriesOf(trash: string, path: string): Trashed[] {
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
