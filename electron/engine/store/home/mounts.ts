/** A file system and where it is mounted. */
export interface Mount {
  readonly at: string;
  /** As the system calls it: ext4, nfs4, fuse.sshfs. */
  readonly type: string;
}

/** File systems of other machines, by their names on Linux and macOS. */
const network = /^(nfs[34]?|cifs|smb[23]?|smbfs|afpfs|webdav|davfs2?|afs|ceph|glusterfs|lustre|ncpfs|beegfs|gpfs)$/;
const networkFuse =
  /^(fuse|macfuse|osxfuse)\.?(sshfs|rclone|davfs2?|gvfsd-fuse|s3fs|glusterfs|ceph|cifs|smbnetfs|onedriver|google-drive-ocamlfuse)$/;

export function isNetwork({ type }: Mount): boolean {
  const name = type.toLowerCase();
  return network.test(name) || networkFuse.test(name) || name === 'sshfs';
}

/** Whether a real path of Windows leads to another machine: that of a drive's letter that stands for a share names the share. */
export function isShare(path: string): boolean {
  return /^\\\\(\?\\UNC\\|(?![?.]\\))/i.test(path);
}

/** Reads /proc/self/mountinfo of Linux: `36 35 98:0 /root /at rw shared:1 - type source options`. */
export function mountsOfLinux(mountinfo: string): Mount[] {
  return mountinfo.split('\n').flatMap((line) => {
    const [place = '', rest = ''] = line.split(' - ');
    const at = place.split(' ')[4];
    const type = rest.split(' ')[0];
    return at && type ? [{ at: unescaped(at), type }] : [];
  });
}

/** Reads what `mount` of macOS prints: `//me@server/share on /Volumes/share (smbfs, nodev, nosuid)`. */
export function mountsOfMac(printed: string): Mount[] {
  return printed.split('\n').flatMap((line) => {
    const [, at, type] = / on (\/.*) \(([^,)]+)[^)]*\)$/.exec(line) ?? [];
    return at !== undefined && type !== undefined ? [{ at, type }] : [];
  });
}

/** The innermost mount that holds the path; of two at one place the later, which covers the other. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  const around = mounts.filter(({ at }) => path === at || path.startsWith(at.endsWith('/') ? at : `${at}/`));
  return around.reduce<Mount | undefined>(
    (best, next) => (best === undefined || next.at.length >= best.at.length ? next : best),
    undefined,
  );
}

/** Spaces and other odd characters are written as octal numbers. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}
