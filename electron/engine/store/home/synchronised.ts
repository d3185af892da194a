/** The services whose folders are copied from machine to machine behind a program's back, and how a folder of theirs is called. */
const services: readonly { readonly name: string; readonly folder: RegExp }[] = [
  { name: 'OneDrive', folder: /^(OneDrive( - .+)?|OneDrive-.+)$/i },
  { name: 'Dropbox', folder: /^(Dropbox( \(.+\))?|Dropbox-.+)$/i },
  { name: 'Google Drive', folder: /^(Google ?Drive|GoogleDrive-.+)$/i },
  { name: 'iCloud', folder: /^(iCloud ?Drive|com~apple~CloudDocs|Mobile Documents)$/i },
];

/** What such a service leaves in the folder that it synchronises. */
const marks: readonly { readonly name: string; readonly file: string }[] = [
  { name: 'Dropbox', file: '.dropbox' },
  { name: 'Syncthing', file: '.stfolder' },
];

/**
 * The service that synchronises a path, by the names of its folders or by the marks in them; null: none is known to. `has`: is there
 * such a file in this folder?
 */
export function synchronisedBy(path: string, has: (folder: string, file: string) => boolean): string | null {
  const folders = foldersOf(path);
  for (const { folder, name } of folders) {
    const service = services.find((known) => known.folder.test(name)) ?? marks.find(({ file }) => has(folder, file));
    if (service) return service.name;
  }
  return null;
}

/** Every folder on the way to a path, with its own name. */
function foldersOf(path: string): { folder: string; name: string }[] {
  const ends = [...path.matchAll(/[/\\]|$/g)].map(({ index }) => index).filter((end) => end > 0);
  return ends.map((end) => {
    const folder = path.slice(0, end);
    return { folder, name: folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1) };
  });
}
