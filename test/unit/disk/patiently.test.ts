import { expect, test } from 'vitest';
import { patiently, patientlySync } from '../../../electron/disk/patiently.ts';

function refusing(code: string, times: number) {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls <= times) throw Object.assign(new Error(code), { code });
    return calls;
  };
}

/** Windows, on a clock that does not take time. */
function windows() {
  const waited: number[] = [];
  const manners = { platform: 'win32' as const, waitSync: (milliseconds: number) => void waited.push(milliseconds) };
  return { manners, waited };
}

test.each(['EBUSY', 'EPERM', 'EACCES'])(
  'on Windows, a file that another program has open is tried again: %s',
  (code) => {
    const { manners, waited } = windows();
    expect(patientlySync(refusing(code, 3), manners)).toBe(4);
    expect(waited).toHaveLength(3);
  },
);

test('after a second it fails with what the system said', () => {
  const { manners, waited } = windows();
  expect(() => patientlySync(refusing('EBUSY', 100), manners)).toThrow('EBUSY');
  expect(waited.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBe(1_000);
});

test('what waiting does not mend fails at once', () => {
  const { manners, waited } = windows();
  expect(() => patientlySync(refusing('ENOSPC', 1), manners)).toThrow('ENOSPC');
  expect(() => patientlySync(refusing('EACCES', 1), { ...manners, platform: 'linux' })).toThrow('EACCES');
  expect(waited).toEqual([]);
});

test('the same where nothing may block', async () => {
  const refused = refusing('EPERM', 2);
  expect(await patiently(async () => refused(), 'win32')).toBe(3);
  await expect(patiently(async () => refusing('EPERM', 1)(), 'linux')).rejects.toThrow('EPERM');
});
