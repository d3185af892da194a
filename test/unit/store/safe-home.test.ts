import { expect, test } from 'vitest';
import { isNetwork, isShare, mountOf, mountsOfLinux, mountsOfMac } from '../../../electron/engine/store/home/mounts.ts';
import { synchronisedBy } from '../../../electron/engine/store/home/synchronised.ts';

const linux = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/art rw,relatime shared:20 - nfs4 server:/art rw,vers=4.2
41 22 0:36 / /mnt/my\\040share rw,relatime - cifs //server/share rw
42 22 0:37 / /home/mia/remote rw - fuse.sshfs mia@server: rw
43 40 8:2 / /mnt/art/local rw - xfs /dev/sdb1 rw
44 22 0:40 / /media/usb rw - fuseblk /dev/sdc1 rw
`;

const mac = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//mia@server/art on /Volumes/art (smbfs, nodev, nosuid, mounted by mia)
server:/export on /Volumes/my export (nfs, nodev)
`;

test.each([
  ['/home/mia/library', false],
  ['/mnt/art', true],
  ['/mnt/art/library', true],
  ['/mnt/artist', false],
  ['/mnt/my share/library', true],
  ['/home/mia/remote/library', true],
  ['/mnt/art/local/library', false],
  ['/media/usb/library', false],
])('on Linux %s is on a network: %s', (path, expected) => {
  const mount = mountOf(path, mountsOfLinux(linux));
  expect(mount && isNetwork(mount)).toBe(expected);
});

test.each([
  ['C:\\Users\\mia\\library', false],
  // As Windows resolves `Z:\library`, where Z: is a mapped drive.
  ['\\\\nas\\art\\library', true],
  ['\\\\?\\UNC\\nas\\art\\library', true],
  ['\\\\?\\C:\\library', false],
  ['\\\\.\\C:\\library', false],
])('on Windows %s is on a network: %s', (path, expected) => {
  expect(isShare(path)).toBe(expected);
});

test.each([
  ['/Users/mia/library', false],
  ['/Volumes/art/library', true],
  ['/Volumes/my export/library', true],
])('on macOS %s is on a network: %s', (path, expected) => {
  const mount = mountOf(path, mountsOfMac(mac));
  expect(mount && isNetwork(mount)).toBe(expected);
});

test('of two mounts at one place the later counts', () => {
  const mounts = [
    { at: '/mnt', type: 'nfs4' },
    { at: '/mnt', type: 'ext4' },
  ];
  expect(mountOf('/mnt/library', mounts)?.type).toBe('ext4');
});

test.each([
  ['C:\\Users\\Mia\\OneDrive\\cast', 'OneDrive'],
  ['C:\\Users\\Mia\\OneDrive - Studio Mia\\cast', 'OneDrive'],
  ['/home/mia/Dropbox/cast', 'Dropbox'],
  ['/home/mia/Dropbox (Studio)/cast', 'Dropbox'],
  ['/Users/mia/Library/CloudStorage/GoogleDrive-mia@example.com/My Drive/cast', 'Google Drive'],
  ['/Users/mia/Library/Mobile Documents/com~apple~CloudDocs/cast', 'iCloud'],
  ['C:\\Users\\Mia\\iCloudDrive\\cast', 'iCloud'],
  ['/home/mia/Sync/cast', 'Syncthing'],
  ['/home/mia/Dropboxes/cast', null],
  ['/home/mia/.config/Dramatis/library', null],
])('%s is synchronised by %s', (path, service) => {
  const has = (folder: string, file: string) => folder === '/home/mia/Sync' && file === '.stfolder';
  expect(synchronisedBy(path, has)).toBe(service);
});
