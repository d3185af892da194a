import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const script = join(import.meta.dirname, '../../build/set-up/run.mjs');

// Windows has no signals.
test.skipIf(process.platform === 'win32')(
  'a program that crashes under npm start is told by its signal, with 128 + its number',
  async () => {
    const crash = `process.kill(process.pid, 'SIGSEGV')`;
    const code = `import { main, runHere } from ${JSON.stringify(script)};
    await main(() => runHere(process.execPath, ['-e', ${JSON.stringify(crash)}]));`;
    const ended = await run(process.execPath, ['--input-type=module', '-e', code]).catch((error: unknown) => error);
    expect(ended).toMatchObject({ code: 139 });
    expect((ended as { stderr: string }).stderr).toContain('stopped by SIGSEGV');
  },
);
