import { expect, test } from 'vitest';
import { decode, encode } from '../../../build/dev/page/json-text.ts';
import { jsonChannel } from '../../../electron/contract/channel/json-channel.ts';

/** What a Node process posts, as text. */
function posted(message: unknown): string {
  let sent = '';
  jsonChannel({ connected: true, send: (text) => ((sent = text), true), on: () => undefined }).post(message);
  return sent;
}

/** What a Node process gets out of a text. */
function received(text: string): unknown {
  let got: unknown;
  const channel = jsonChannel({ connected: true, on: (_event, listener) => listener(text) });
  channel.on((message) => (got = message));
  return got;
}

/** More than may be the arguments of one call. */
const many = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 7) % 256);

test.each([
  ['no bytes', new Uint8Array()],
  ['every byte', Uint8Array.from({ length: 256 }, (_, at) => at)],
  ['many', many],
  ['a part of a larger array', many.subarray(3, 1_000)],
])('bytes go from the page to the engine and back: %s', (_what, bytes) => {
  const { source } = received(encode({ source: { bytes } })) as { source: { bytes: Uint8Array } };
  expect(Buffer.compare(source.bytes, bytes)).toBe(0);
  const back = decode(posted({ source: { bytes } })) as { source: { bytes: Uint8Array } };
  expect(back.source.bytes).toBeInstanceOf(Uint8Array);
  expect(Buffer.compare(back.source.bytes, bytes)).toBe(0);
});

test('everything else goes as it is', () => {
  const message = { m: 'call', a: ['find', [{ min: -0.25, name: '白石 凛', none: null }]] };
  expect(received(encode(message))).toEqual(message);
  expect(decode(posted(message))).toEqual(message);
});
