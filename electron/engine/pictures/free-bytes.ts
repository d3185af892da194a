/**
 * Gives the memory of bytes back at once; they are empty from then on. Nobody may be reading them any more, libvips included.
 * Otherwise they would stay until V8 collects garbage, and make it do so more often. Bytes that share their buffer with others are
 * left to it.
 */
export function freeBytes(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && !buffer.detached && bytes.byteLength === buffer.byteLength) buffer.transfer(0);
}
