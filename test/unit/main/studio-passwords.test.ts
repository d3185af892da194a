import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StudioStatus } from '../../../electron/contract/api/studio-api.ts';
import type { Reply } from '../../../electron/contract/channel/rpc.ts';
import { PasswordKeeper } from '../../../electron/main/studio/password-keeper.ts';
import { StudioPasswords, type Cipher } from '../../../electron/main/studio/passwords.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dramatis-passwords-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const url = 'postgresql://mia@server/art';
const turned = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));

/** Turns bits over, as a keyring of this user would. */
function cipher(isSafe = true): Cipher {
  return {
    isSafe: async () => isSafe,
    encrypt: async (text) => turned(Buffer.from(text)),
    decrypt: async (bytes) => turned(bytes).toString(),
  };
}

/** An engine that lets in whoever has the password "right". */
function keeper(passwords: StudioPasswords) {
  let joined: string | null = null;
  const given: string[] = [];
  const ok: Reply = { ok: true, value: null };
  const refused = { ok: false, error: { code: 'studio-not-let-in', subject: '', message: '' } } as const;
  const call = async (method: string, [arg]: unknown[]): Promise<Reply> => {
    if (method === 'joinStudio') {
      const { url: to, password } = arg as { url: string; password: string };
      if (password !== 'right') return refused;
      joined = to;
    }
    if (method === 'leaveStudio') joined = null;
    if (method === 'studioPassword') given.push(String(arg));
    return method === 'syncStudio' && given.at(-1) !== 'right' ? refused : ok;
  };
  const engine = {
    studio: async () => (joined === null ? null : ({ url: joined } as StudioStatus)),
    studioPassword: async (password: string) => void given.push(password),
  };
  return { keeper: new PasswordKeeper(passwords, engine, call), given };
}

const onDisk = () => readFileSync(join(folder, 'studio-passwords.json'), 'utf8');

test('the password of a studio that was joined is kept, encrypted, and given to the next engine', async () => {
  const first = keeper(new StudioPasswords(folder, cipher()));
  expect((await first.keeper.call('joinStudio', [{ url, password: 'right' }])).ok).toBe(true);
  expect(onDisk()).not.toContain('right');
  expect(onDisk()).not.toContain(Buffer.from('right').toString('base64'));
  await first.keeper.give();
  expect(first.given).toEqual(['right']);
  expect(await new StudioPasswords(folder, cipher()).of(url)).toBe('right');
});

test('a wrong password is not kept, one that turns out to be right is', async () => {
  const passwords = new StudioPasswords(folder, cipher());
  const { keeper: kept } = keeper(passwords);
  await kept.call('joinStudio', [{ url, password: 'wrong' }]);
  expect(await passwords.of(url)).toBeNull();
  await kept.call('joinStudio', [{ url, password: 'right' }]);
  passwords.forget(url);
  await kept.call('studioPassword', ['wrong']);
  await kept.call('syncStudio', []);
  expect(await passwords.of(url)).toBeNull();
  await kept.call('studioPassword', ['right']);
  await kept.call('syncStudio', []);
  expect(await passwords.of(url)).toBe('right');
});

test('a library that leaves takes its password along', async () => {
  const passwords = new StudioPasswords(folder, cipher());
  const { keeper: kept, given } = keeper(passwords);
  await kept.call('joinStudio', [{ url, password: 'right' }]);
  await kept.call('leaveStudio', []);
  await kept.give();
  expect([await passwords.of(url), given, onDisk().trim()]).toEqual([null, [], '{}']);
});

test('where the system cannot hide it, nothing is written', async () => {
  const passwords = new StudioPasswords(folder, cipher(false));
  const { keeper: kept } = keeper(passwords);
  await kept.call('joinStudio', [{ url, password: 'right' }]);
  expect([existsSync(join(folder, 'studio-passwords.json')), await passwords.of(url)]).toEqual([false, null]);
});

test('what another user has encrypted is as if it were not there', async () => {
  await new StudioPasswords(folder, cipher()).keep(url, 'right');
  const other: Cipher = { ...cipher(), decrypt: () => Promise.reject(new Error('another key')) };
  expect(await new StudioPasswords(folder, other).of(url)).toBeNull();
});
