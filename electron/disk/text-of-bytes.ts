/** A text that another program wrote: UTF-8, or UTF-16 where its mark says so, as PowerShell's `>` and Excel's “Unicode text” have it. The mark stays. */
export function textOfBytes(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
}
