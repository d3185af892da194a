import { isUtf8 } from 'node:buffer';
import { textOfBytes } from '../../../disk/text-of-bytes.ts';

/** What a program of Windows wrote. In Japan Excel and old programs write Shift-JIS, which is hardly ever UTF-8 by chance. */
export function textOfFile(bytes: Buffer): string {
  const text = textOfBytes(bytes).replace(/^\uFEFF/u, '');
  return isUtf8(bytes) || !text.includes('\uFFFD') ? text : new TextDecoder('shift_jis').decode(bytes);
}
