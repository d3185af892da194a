import { expect, test } from 'vitest';
import { jsonChannel, type ProcessEnd } from '../../../electron/contract/channel/json-channel.ts';

/** Both ends in one: what is posted arrives. */
function loop(): ProcessEnd & { connected: boolean; sent: string[] } {
  const listeners: ((message: unknown) => void)[] = [];
  const sent: string[] = [];
  return {
    connected: true,
    sent,
    send: (message) => {
      sent.push(message);
      for (const listener of listeners) listener(message);
      return true;
    },
    on: (_event, listener) => listeners.push(listener),
  };
}

function arrivalOf(message: unknown): unknown {
  const channel = jsonChannel(loop());
  let arrived: unknown;
  channel.on((received) => (arrived = received));
  channel.post(message);
  return arrived;
}

test('what is posted arrives as it was', () => {
  const message = {
    m: 'call',
    a: [
      'find',
      [
        { sample: 1, face: 0 },
        { limit: 10, min: -0.25 },
      ],
    ],
    i: 'x1',
    t: 'q',
  };
  expect(arrivalOf(message)).toEqual(message);
});

test.each([
  ['a byte array', new Uint8Array([0, 1, 254, 255])],
  ['a part of a larger one', new Uint8Array([9, 0, 1, 254, 255, 9]).subarray(1, 5)],
  ['a buffer', Buffer.from([0, 1, 254, 255])],
])('%s arrives as bytes', (_what, bytes) => {
  const { source } = arrivalOf({ source: { bytes } }) as { source: { bytes: Uint8Array } };
  expect(source.bytes).toBeInstanceOf(Uint8Array);
  expect([...source.bytes]).toEqual([0, 1, 254, 255]);
});

test('nothing is sent to an end that is gone', () => {
  const end = loop();
  end.connected = false;
  jsonChannel(end).post({ late: true });
  expect(end.sent).toEqual([]);
});
