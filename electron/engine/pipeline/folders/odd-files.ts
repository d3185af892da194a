/** What can be in a folder entry of an NTFS disk itself takes no blocks either. */
const largestWithoutBlocks = 4_096;

/**
 * Is a file listed on this computer while its content is in the cloud (OneDrive, iCloud Drive, Dropbox)? Reading it would fetch it.
 * Node tells no file attributes, but such a file takes no blocks of the disk. Elsewhere file systems compress, and programs mount the
 * cloud as a drive: blocks say nothing there.
 */
export function isOnlineOnly(
  { size, blocks }: { readonly size: number; readonly blocks: number },
  platform: NodeJS.Platform,
): boolean {
  return (platform === 'win32' || platform === 'darwin') && blocks === 0 && size > largestWithoutBlocks;
}

/** Node puts U+FFFD where the bytes of a name are no UTF-8: the file cannot be opened by the name that is told. */
export function isUnnameable(path: string): boolean {
  return path.includes('\ufffd');
}
