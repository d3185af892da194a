import compile from 'watr/compile';

/** Products of whole-number vectors, by the processor's vector unit. Addresses and lengths in bytes. */
export interface DotKernel {
  /**
   * One query with `count` rows: a product (int32) for each row. Rows are taken by fours, so up to three more are read, and
   * their products written.
   */
  one(query: number, rows: number, count: number, stride: number, out: number): void;
  /** Four queries, one after the other, with `count` rows: for each row the four products. Rows are taken by twos. */
  four(queries: number, rows: number, count: number, stride: number, out: number): void;
}

/** A memory page. */
export const pageBytes = 65_536;
export const mostPages = 65_536;
/** Rows are whole numbers of vector registers. */
export const registerBytes = 16;

/** Works on vectors of int16 in `memory`. Products are exact: those of unit vectors in units of 1 / 32,767 fit into 31 bits. */
export function openKernel(memory: WebAssembly.Memory): DotKernel {
  const instance = new WebAssembly.Instance(module(), { shared: { memory } });
  return instance.exports as unknown as DotKernel;
}

let compiled: WebAssembly.Module | undefined;
function module(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(compile(text()) as Uint8Array<ArrayBuffer>);
  return compiled;
}

const four = [0, 1, 2, 3] as const;
const two = [0, 1] as const;
const get = (name: string): string => `(local.get $${name})`;
const set = (name: string, value: string): string => `(local.set $${name} ${value})`;
const plus = (a: string, b: string): string => `(i32.add ${a} ${b})`;
const times = (a: string, b: number): string => `(i32.mul ${a} (i32.const ${b}))`;
const locals = (type: string, names: readonly string[]): string =>
  names.map((name) => `(local $${name} ${type})`).join(' ');
const zero = '(v128.const i32x4 0 0 0 0)';
const load = (address: string): string => `(v128.load ${address})`;
const sum = (a: string, b: string): string => `(i32x4.add ${a} ${b})`;
const product = (a: string, b: string): string => `(i32x4.dot_i16x8_s ${a} ${b})`;

/** Four of the eight 32-bit lanes of two registers. */
function lanes(a: string, b: string, ...chosen: readonly number[]): string {
  return `(i8x16.shuffle ${chosen.flatMap((lane) => four.map((byte) => lane * 4 + byte)).join(' ')} ${a} ${b})`;
}

/** The sums of the lanes of four registers, as one register; uses `t` and `u`. */
function sumsOf(names: readonly [string, string, string, string], then: (sums: string) => string): string {
  const [a, b, c, d] = names.map(get) as [string, string, string, string];
  const halves = (x: string, y: string): string => sum(lanes(x, y, 0, 4, 1, 5), lanes(x, y, 2, 6, 3, 7));
  const sums = sum(lanes(get('t'), get('u'), 0, 1, 4, 5), lanes(get('t'), get('u'), 2, 3, 6, 7));
  return `${set('t', halves(a, b))} ${set('u', halves(c, d))} ${then(sums)}`;
}

/** Repeats `body` for each register of a row, at the offset `k`. */
function alongRow(body: string): string {
  const next = `(local.tee $k ${plus(get('k'), `(i32.const ${registerBytes})`)})`;
  return `${set('k', '(i32.const 0)')} (loop $along ${body} (br_if $along (i32.lt_u ${next} ${get('stride')})))`;
}

/** Repeats `body` until `count`, which falls by `step` each time, is used up. */
function overRows(step: number, body: string): string {
  const left = `(local.tee $count (i32.sub ${get('count')} (i32.const ${step})))`;
  return `(loop $rows ${body} (br_if $rows (i32.gt_s ${left} (i32.const 0))))`;
}

function oneQuery(): string {
  const add = (k: number): string =>
    set(`a${k}`, sum(get(`a${k}`), product(get('x'), load(plus(get(`p${k}`), get('k'))))));
  const body = [
    ...four.map((k) => `${set(`a${k}`, zero)} ${set(`p${k}`, plus(get('from'), times(get('stride'), k)))}`),
    alongRow(`${set('x', load(plus(get('query'), get('k'))))} ${four.map(add).join(' ')}`),
    sumsOf(['a0', 'a1', 'a2', 'a3'], (sums) => `(v128.store ${get('out')} ${sums})`),
    set('out', plus(get('out'), '(i32.const 16)')),
    set('from', plus(get('from'), times(get('stride'), 4))),
  ];
  const names = [...four.map((k) => `a${k}`), 'x', 't', 'u'];
  return `${locals('i32', ['k', ...four.map((k) => `p${k}`)])} ${locals('v128', names)} ${overRows(4, body.join(' '))}`;
}

/** Two rows at a time: eight sums, and what they are made of, are all that fits into the registers. */
function fourQueries(): string {
  const row = ['x', 'y'] as const;
  const add = (q: number): string =>
    `${set('v', load(plus(get(`q${q}`), get('k'))))} ` +
    two.map((r) => set(`a${q}${r}`, sum(get(`a${q}${r}`), product(get('v'), get(row[r]))))).join(' ');
  const body = [
    ...four.flatMap((q) => two.map((r) => set(`a${q}${r}`, zero))),
    set('second', plus(get('from'), get('stride'))),
    alongRow(
      `${set('x', load(plus(get('from'), get('k'))))} ${set('y', load(plus(get('second'), get('k'))))} ${four.map(add).join(' ')}`,
    ),
    ...two.map((r) =>
      sumsOf([`a0${r}`, `a1${r}`, `a2${r}`, `a3${r}`], (sums) => `(v128.store offset=${r * 16} ${get('out')} ${sums})`),
    ),
    set('out', plus(get('out'), '(i32.const 32)')),
    set('from', plus(get('second'), get('stride'))),
  ];
  const numbers = locals('i32', ['k', 'second', ...four.map((q) => `q${q}`)]);
  const registers = locals('v128', [...four.flatMap((q) => two.map((r) => `a${q}${r}`)), 'v', 'x', 'y', 't', 'u']);
  const starts = four.map((q) => set(`q${q}`, plus(get('query'), times(get('stride'), q)))).join(' ');
  return `${numbers} ${registers} ${starts} ${overRows(2, body.join(' '))}`;
}

function text(): string {
  const parameters = ['query', 'from', 'count', 'stride', 'out'].map((name) => `(param $${name} i32)`).join(' ');
  return `(module (import "shared" "memory" (memory 1 ${mostPages} shared))
    (func (export "one") ${parameters} ${oneQuery()})
    (func (export "four") ${parameters} ${fourQueries()}))`;
}
