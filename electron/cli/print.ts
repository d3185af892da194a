import { once } from 'node:events';
import type { Group } from './groups.ts';

/** stdout carries results only; everything else goes to stderr. */
export const print = {
  json: (value: unknown) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  line: (text: string) => void process.stdout.write(`${text}\n`),
  /** A long text, as fast as it is read; to its end, or until who reads it has seen enough. */
  async pieces(texts: AsyncIterable<string>): Promise<void> {
    const reader = new AbortController();
    process.stdout.once('error', () => reader.abort());
    for await (const text of texts) {
      if (reader.signal.aborted) return;
      if (!process.stdout.write(text)) await once(process.stdout, 'drain').catch(() => undefined);
    }
  },
  message: (text: string) => void process.stderr.write(`${text}\n`),
};

export function printGroups(groups: readonly Group[], json: boolean): void {
  if (json) return print.json(groups);
  for (const group of groups) {
    const title = group.id === null ? 'No group' : `Group ${group.id}: ${group.name ?? 'unnamed'}`;
    print.line(`${title}, ${group.faces.length} ${group.faces.length === 1 ? 'face' : 'faces'}`);
    for (const face of group.faces) print.line(`  ${face.path}`);
  }
}
