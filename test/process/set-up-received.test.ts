import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { watchReceived } from '../../build/set-up/received.mjs';

const mebibyte = 1024 * 1024;

test('what a program and those that it starts receive is counted while it comes in', async () => {
  const server = createServer((_, response) => {
    response.write(Buffer.alloc(mebibyte));
    // Longer than two looks at the count.
    setTimeout(() => response.end(Buffer.alloc(mebibyte)), 1500);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const fetchTwice = [
    `const [name, started] = ['${address}', process.argv[1]];`,
    `if (started !== 'x') require('child_process').spawn(process.execPath, ['-e', process.execArgv.at(-1), 'x'], { stdio: 'inherit' });`,
    `fetch(name).then((answer) => answer.arrayBuffer());`,
  ].join('\n');
  const told: number[] = [];
  const total = await watchReceived(
    (bytes) => told.push(bytes),
    (env) => promisify(execFile)(process.execPath, ['-e', fetchTwice], { env: { ...process.env, ...env } }),
  );
  server.close();
  expect(total).toBeGreaterThanOrEqual(4 * mebibyte);
  expect(total).toBeLessThan(4.1 * mebibyte);
  expect(told.some((bytes) => bytes > mebibyte && bytes < total)).toBe(true);
  expect(told).toEqual([...told].sort((a, b) => a - b));
});
