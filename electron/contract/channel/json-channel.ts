import { holdsBytes, mayHoldBytes } from './holds-bytes.ts';
import type { Channel } from './rpc.ts';

/** One end of a child process's IPC: `process` in the child, its `ChildProcess` in the parent. */
export interface ProcessEnd {
  readonly connected: boolean;
  send?(message: string, sent: () => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/**
 * A channel over a child process's IPC, as JSON, bytes included. Not by structured clone (`serialization: 'advanced'`): its
 * format belongs to a version of V8, Electron's V8 is newer than that of the Node it starts, and V8 from 14.9 on writes a
 * format (16) that an older one refuses to read.
 */
export function jsonChannel(end: ProcessEnd): Channel {
  return {
    post: (message) => {
      // What is sent to an end that has just died is lost: its end answers the calls under way.
      if (end.connected) end.send?.(encode(message), () => undefined);
    },
    on: (listener) => {
      end.on('message', (text) => {
        listener(decode(String(text)));
      });
    },
  };
}

interface Bytes {
  readonly $bytes: string;
}

function encode(message: unknown): string {
  if (!holdsBytes(message)) return JSON.stringify(message);
  return JSON.stringify(message, function (this: Record<string, unknown>, key, value: unknown) {
    // A Buffer has turned itself into numbers by now; the holder still has the bytes.
    const original = this[key];
    if (!(original instanceof Uint8Array)) return value;
    return { $bytes: Buffer.from(original.buffer, original.byteOffset, original.byteLength).toString('base64') };
  });
}

function decode(text: string): unknown {
  if (!mayHoldBytes(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) => (isBytes(value) ? Buffer.from(value.$bytes, 'base64') : value));
}

function isBytes(value: unknown): value is Bytes {
  return typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string';
}
