/** Paths as text, for the pure rooms: nothing asks the disk or the system, and the separator is an argument. */

export function stemAndExtension(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? { stem: name, extension: '' } : { stem: name.slice(0, dot), extension: name.slice(dot + 1) };
}

export function joinPath(folder: string, name: string, separator: string): string {
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** A path below `base`. `levels`: folders and the name, with `/` between them. */
export function below(base: string, levels: string, separator: string): { folder: string; name: string } {
  if (!levels.includes('/')) return { folder: base, name: levels };
  const parts = levels.split('/');
  const name = parts.pop() ?? '';
  return { folder: parts.reduce((folder, part) => joinPath(folder, part, separator), base), name };
}

/** The folder around a path; null at the root. */
export function parentOf(path: string, separator: string): string | null {
  const at = path.lastIndexOf(separator);
  if (at < 0 || at === path.length - 1) return null;
  const root = path.indexOf(separator);
  return at === root ? path.slice(0, at + 1) : path.slice(0, at);
}
