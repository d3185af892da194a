/** How a step's progress reads. Pure: what is known goes in, the words come out. */

/** The line of a step, moving or done. `width`: the terminal's, which the line must not reach, or it cannot be overwritten. */
export function stepLine(
  /** @type {string} */ name,
  /** @type {string} */ said,
  /** @type {number} */ seconds,
  width = Infinity,
) {
  const time = ` (${duration(seconds)})`;
  const line = `${name.padEnd(18)} ${said}`;
  return line.length + time.length < width ? line + time : line.slice(0, width - time.length - 2) + '…' + time;
}

function duration(/** @type {number} */ seconds) {
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/**
 * Whether a log, where lines stay, gets another one: after a second, then every five, and less often as time goes on.
 * @param {number} seconds since the step began
 * @param {number | null} lastSeconds when it last got one
 */
export function isLogLineDue(seconds, lastSeconds) {
  if (lastSeconds === null) return seconds >= 1;
  return seconds - lastSeconds >= Math.max(5, lastSeconds / 5);
}

export function megabytes(/** @type {number} */ bytes) {
  return `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
}

/** Empty where nothing came over the network. */
export function fetched(/** @type {number} */ bytes) {
  return bytes < 500_000 ? '' : `, ${megabytes(bytes)} fetched`;
}

/** How far one large thing is that is fetched and then unpacked. */
export function fetchProgress(/** @type {number} */ received, unpacked = 0) {
  return `on its way${fetched(received)}${unpacked < 500_000 ? '' : `, ${megabytes(unpacked)} unpacked`}`;
}

/** So many packages are named that are not there yet. */
export const mostNamed = 3;

/**
 * How far npm is with the packages.
 * @param {object} state
 * @param {number} state.total packages that are to come
 * @param {number} state.lookedUp packages that the registry, or npm's cache, has told about
 * @param {number} state.unpacked packages that are there
 * @param {number} state.received bytes that came over the network
 * @param {readonly { name: string, bytes: number }[]} state.last the last that are not there yet, and what of them is
 */
export function installProgress({ total, lookedUp, unpacked, received, last }) {
  if (lookedUp === 0 && unpacked === 0) return `${total} to install`;
  if (unpacked === 0) return `${lookedUp} of ${total} looked up${fetched(received)}`;
  const waiting = last.map(({ name, bytes }) => (bytes < 500_000 ? name : `${name} (${megabytes(bytes)})`)).join(', ');
  return `${unpacked} of ${total} unpacked${fetched(received)}${waiting && `, now ${waiting}`}`;
}

/**
 * What a line of apt's status means (APT::Status-Fd): `dlstatus:3:12.5000:Retrieving file 3 of 48`,
 * `pmstatus:libgbm1:61.9048:Unpacking libgbm1 (amd64)`.
 * @returns {string | null} null where it is no progress
 */
export function aptProgress(/** @type {string} */ line) {
  const [kind, , percent = '', text = ''] = line.split(':');
  const done = `${Math.floor(Number(percent))} %`;
  if (kind === 'dlstatus') return `${text.replace(/^Retrieving/, 'fetching')}, ${done}`;
  if (kind === 'pmstatus') return `${text.charAt(0).toLowerCase()}${text.slice(1)}, ${done}`;
  return null;
}
