import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** The script behind the `dramatis` command, which bundled-command.ts has built. */
export const program = join(import.meta.dirname, '../../dist/engine/cli.js');

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the `dramatis` command as a process of its own. */
export function dramatis(...args: string[]): Promise<Finished> {
  return dramatisAs({}, ...args);
}

/** The same with another environment, or as another user, which takes root. */
export function dramatisAs(
  user: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv },
  ...args: string[]
): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { ...user, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
    });
  });
}
