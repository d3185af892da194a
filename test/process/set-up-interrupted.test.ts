import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const program = join(import.meta.dirname, '../support/long-set-up.ts');

test.skipIf(process.platform === 'win32')(
  'Ctrl+C ends a set-up with its command, and says that it goes on',
  async () => {
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    const command = new Promise<number>((resolve) => {
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const [, pid] = /^Long +(\d+) \(/m.exec(said) ?? [];
        if (pid !== undefined) resolve(Number(pid));
      });
    });
    const pid = await command;
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(said).toMatch(/Stopped\. The same command goes on from here/);
    expect(said).not.toContain('Next');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  },
);
