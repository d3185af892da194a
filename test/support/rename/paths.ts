/** The name of a file in this very folder, as a list of one; nothing for others. */
export function fromFolder(path: string, folder: string): string[] {
  const at = path.lastIndexOf('/');
  return path.slice(0, at) === folder ? [path.slice(at + 1)] : [];
}
