import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { nodePath } from '../set-up/node-runtime.mjs';
import { main, root, SetUpError } from '../set-up/run.mjs';
import { aheadOfOxlint } from './rules.ts';

/** What tsgolint says of one place: a position in the file's UTF-8, and why. */
interface Finding {
  readonly file_path?: string;
  readonly range?: { readonly pos: number };
  readonly rule?: string;
  readonly message: { readonly description: string };
}

/**
 * Asks tsgolint, the typed half of oxlint, for rules that it has and that oxlint does not pass on yet: when oxlint knows
 * them, this file goes. An unknown rule ends tsgolint with an error. Comments that turn rules off are oxlint's, and are not read.
 */
export async function lintAhead(files: readonly string[]): Promise<string[]> {
  const script = join(root, 'node_modules/oxlint-tsgolint/bin/tsgolint.js');
  const child = spawn(nodePath, [script, 'headless'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const configs = [{ file_paths: files, rules: aheadOfOxlint.map((name) => ({ name })) }];
  child.stdin.end(JSON.stringify({ version: 2, configs }));
  const [output] = await Promise.all([buffer(child.stdout), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new SetUpError(`tsgolint ended with ${child.exitCode ?? 'a signal'}`);
  return messagesIn(output).map(({ file_path: file, range, rule, message }) => {
    return `${file ?? ''}:${range?.pos ?? 0} ${message.description} (${rule ?? 'tsgolint'})`;
  });
}

/** Takes apart tsgolint's frames: the length of the JSON as a little-endian 32-bit number, a byte for its kind, the JSON. */
export function messagesIn(output: Buffer): Finding[] {
  const found: Finding[] = [];
  for (let start = 0; start < output.length;) {
    const end = start + 5 + output.readUInt32LE(start);
    found.push(JSON.parse(output.toString('utf8', start + 5, end)) as Finding);
    start = end;
  }
  return found;
}

if (import.meta.main) {
  await main(async () => {
    const files = globSync('{electron,renderer,test,build}/**/*.ts', { cwd: root }).map((file) => join(root, file));
    const findings = await lintAhead(files);
    if (findings.length > 0) throw new SetUpError(findings.join('\n'));
    return 0;
  });
}
