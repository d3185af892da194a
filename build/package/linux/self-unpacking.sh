#!/bin/sh
# The start of an AppImage that was packed where AppImage's own runtime could not be fetched: it unpacks what stands behind it into a folder of
# this start alone, and takes that away at the end. The runtime of a release mounts it instead.
if ! command -v unsquashfs > /dev/null; then
  echo 'This AppImage was packed without the usual runtime, and needs unsquashfs (Debian: squashfs-tools).' >&2
  exit 1
fi
APPIMAGE=$(readlink -f "$0")
work=$(mktemp -d "${TMPDIR:-/tmp}/dramatis-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
unsquashfs -quiet -no-progress -o @LENGTH@ -dest "$work/app" "$APPIMAGE" > /dev/null || exit 1
APPDIR=$work/app
export APPIMAGE APPDIR
"$APPDIR/AppRun" "$@"
exit
