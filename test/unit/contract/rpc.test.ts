import { expect, test } from 'vitest';
import { clientOf } from '../../../electron/contract/channel/rpc.ts';

interface Calls {
  ask(a: number | null, b?: string, c?: string): Promise<string>;
}

test('what is not given at the end of a call is not sent, so that JSON makes no null of it', async () => {
  const sent: unknown[][] = [];
  const client = clientOf<Calls>(async (method, args) => (sent.push([method, args]), { ok: true, value: 'yes' }));
  const given = undefined as string | undefined;
  expect(await client.ask(1, given, given)).toBe('yes');
  await client.ask(null, given, 'last');
  await client.ask(null);
  expect(sent).toEqual([
    ['ask', [1]],
    ['ask', [null, undefined, 'last']],
    ['ask', [null]],
  ]);
});
