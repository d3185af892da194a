import { writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';

/**
 * Loaded into npm and Electron's installer (`received.mjs`): keeps in a file how many bytes the process has received.
 * npm holds a package in memory until it has all of it, so nothing on disk says that 100 MB are coming in.
 */

const writeMs = 300;

const folder = process.env.DRAMATIS_RECEIVED;
if (folder !== undefined) count(join(folder, String(process.pid)));

function count(/** @type {string} */ file) {
  /** @type {Set<Socket>} */
  const open = new Set();
  let closed = 0;
  let written = 0;
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function (/** @type {any[]} */ ...args) {
    open.add(this);
    this.once('close', () => {
      closed += open.delete(this) ? this.bytesRead : 0;
    });
    return Reflect.apply(connect, this, args);
  };
  const write = () => {
    const bytes = [...open].reduce((sum, socket) => sum + socket.bytesRead, closed);
    if (bytes === written) return;
    written = bytes;
    writeFileSync(file, String(bytes));
  };
  setInterval(write, writeMs).unref();
  process.on('exit', write);
}
