import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EngineHost } from '../../electron/main/engine/engine-host.ts';
import { LogFile } from '../../electron/main/engine/log-file.ts';

// Windows has no signals: who is killed there ends with 1.
const killed = process.platform === 'win32' ? '1' : 'SIGKILL';

// It is started four times, with pauses that grow.
test(
  'the app says which picture its engine dies of, in the log and when it gives up',
  { timeout: 120_000 },
  async () => {
    const library = await mkdtemp(join(tmpdir(), 'dramatis-dying-'));
    const logPath = join(library, 'engine.log');
    const told = Promise.withResolvers<unknown>();
    const host = new EngineHost({
      parts: { node: process.execPath, engine: join(import.meta.dirname, '../support/dying-engine.ts'), models: '' },
      library,
      libraryAnyway: false,
      log: new LogFile(logPath),
      events: { progress: () => undefined, changed: () => undefined },
      started: () => undefined,
      died: () => undefined,
      gaveUp: (lastSeen) => told.resolve(lastSeen),
    });
    host.start();
    expect(await told.promise).toEqual(['/art/deadly.psd']);
    const lines = (await readFile(logPath, 'utf8')).split('\n').filter((line) => line.includes('engine ended'));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => !line.endsWith(`${killed}, while it looked at /art/deadly.psd`))).toEqual([]);
    await rm(library, { recursive: true });
  },
);
