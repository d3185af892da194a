import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../../../electron/cli/program.ts';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { StudioServer } from '../../../electron/engine/studio/server/server.ts';
import { noPostgres } from '../../support/studio/cluster.ts';
import { drawnLibrary } from '../../support/studio/seat.ts';
import { openStudio, type TestStudio } from '../../support/studio/studio.ts';

let studio: TestStudio;
let printed = '';

beforeAll(async () => {
  if (noPostgres === null) studio = await openStudio('command');
});
afterAll(async () => {
  if (noPostgres === null) await studio[Symbol.asyncDispose]();
});
beforeEach(({ skip }) => {
  if (noPostgres !== null) return skip(noPostgres);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function json(...typed: string[]): Promise<{ code: number; answer: unknown }> {
  printed = '';
  const code = await runCommand(['studio', ...typed, '--json']);
  return { code, answer: JSON.parse(printed) };
}

test('a studio is made, joined, followed and left from the command line', async () => {
  await using first = await drawnLibrary('Sylvie');
  await using second = await drawnLibrary(null);
  expect(await json('init', studio.url())).toMatchObject({ code: 0 });
  expect(await json('join', studio.url('mia'), '--library', first.library)).toMatchObject({
    code: 0,
    answer: { me: 'mia', role: 'lead', unsent: 0, url: studio.url('mia') },
  });
  await json('join', studio.url('ken'), '--library', second.library);
  printed = '';
  await runCommand(['groups', '--library', second.library, '--json']);
  expect(JSON.parse(printed)).toMatchObject([{ name: 'Sylvie', faces: { length: 3 } }, {}]);
  const { answer: groups } = { answer: JSON.parse(printed) as { id: number }[] };
  await runCommand(['name', String(groups[1]?.id), 'Eileen', '--library', second.library]);
  expect(await json('status', '--library', second.library)).toMatchObject({ answer: { unsent: 1 } });
  expect(await json('sync', '--library', second.library)).toMatchObject({ code: 0, answer: { unsent: 0 } });
  expect(await json('members', '--library', first.library)).toMatchObject({
    answer: [
      { name: 'ken', role: 'artist', removed: false },
      { name: 'mia', role: 'lead' },
    ],
  });
  const members = (...typed: string[]) => json('members', ...typed, '--library', first.library);
  expect(await members('--remove', 'ken')).toMatchObject({ answer: [{ name: 'ken', removed: true }, {}] });
  await expect(json('sync', '--library', second.library)).rejects.toMatchObject({ code: 'studio-removed' });
  expect(await members('--let-back', 'ken')).toMatchObject({ answer: [{ name: 'ken', removed: false }, {}] });
  expect(await json('sync', '--library', second.library)).toMatchObject({ code: 0 });
  expect(await json('leave', '--library', second.library)).toEqual({ code: 0, answer: null });
  expect(await json('status', '--library', second.library)).toEqual({ code: 0, answer: null });
  await expect(json('sync', '--library', second.library)).rejects.toMatchObject({ code: 'studio-none' });
});

test('looking for a colleague’s pictures says that there is no studio before it asks for models', async () => {
  await using here = await drawnLibrary('Sylvie');
  const find = runCommand(['find', 'sample.png', '--studio', '--library', here.library, '--models', '/nowhere']);
  await expect(find).rejects.toMatchObject({ code: 'studio-none' });
});

test('an open library follows what a colleague decides, without being asked', async () => {
  await using here = await drawnLibrary('Sylvie');
  await using there = await drawnLibrary(null);
  await using mine = here.open({ watch: true });
  await using theirs = there.open({ watch: true });
  await mine.engine.joinStudio({ url: studio.url('mia') });
  await theirs.engine.joinStudio({ url: studio.url('ken') });
  const named = async (name: string) => (await theirs.engine.listCharacters()).some((each) => each.name === name);
  expect(await named('Sylvie')).toBe(true);
  const sylvie = (await mine.engine.listCharacters()).find(({ name }) => name === 'Sylvie');
  await mine.engine.nameCharacter(sylvie?.id as CharacterId, 'Sylvie Aubert');
  await theirs.until(() => named('Sylvie Aubert'));
  expect(await theirs.engine.studio()).toMatchObject({ state: 'connected', me: 'ken', problem: null });
});

test('what a colleague decides arrives though the hint of it is lost', async () => {
  await using here = await drawnLibrary('Sylvie');
  await using there = await drawnLibrary(null);
  const listening = vi.spyOn(StudioServer.prototype, 'listen').mockResolvedValue();
  await using theirs = there.open({ watch: true });
  await theirs.until(async () => (await theirs.engine.status()).progress.phase === 'idle');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await theirs.engine.joinStudio({ url: studio.url('ken') });
  await json('join', studio.url('mia'), '--library', here.library);
  const named = async () => (await theirs.engine.listCharacters()).some(({ name }) => name === 'Sylvie');
  expect(await named()).toBe(false);
  vi.advanceTimersByTime(30_000);
  vi.useRealTimers();
  await theirs.until(named);
  expect(listening).toHaveBeenCalled();
});

test('a server that cannot be reached is said in one sentence, without the password', async () => {
  await using here = await drawnLibrary('Sylvie');
  await expect(json('join', 'postgresql://mia:secret@server/art', '--library', here.library)).rejects.toThrow(
    /^Leave the password out of the address/,
  );
  await expect(json('join', 'postgresql://mia@127.0.0.1:1/art', '--library', here.library)).rejects.toThrow(
    /^The studio's server cannot be reached: 127\.0\.0\.1:1: /,
  );
  expect(await json('status', '--library', here.library)).toEqual({ code: 0, answer: null });
});
