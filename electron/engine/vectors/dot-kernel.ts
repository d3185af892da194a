import { add, countDown, declare, get, i32, KernelSource, load, set, store } from '../wasm/kernel-text.ts';

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

const source = new KernelSource<DotKernel>(`1 ${mostPages} shared`, () => `${oneQuery()} ${fourQueries()}`);

/** Works on vectors of int16 in `memory`. Products are exact: those of unit vectors in units of 1 / 32,767 fit into 31 bits. */
export function openKernel(memory: WebAssembly.Memory): DotKernel {
  return source.open(memory);
}

const parameters = declare('param', 'i32', ['query', 'from', 'count', 'stride', 'out']);
const four = [0, 1, 2, 3] as const;
const two = [0, 1] as const;
const times = (a: string, b: number): string => `(i32.mul ${a} ${i32(b)})`;
const zero = '(v128.const i32x4 0 0 0 0)';
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
  const next = `(local.tee $k ${add(get('k'), i32(registerBytes))})`;
  return `${set('k', i32(0))} (loop $along ${body} (br_if $along (i32.lt_u ${next} ${get('stride')})))`;
}

function oneQuery(): string {
  const collect = (k: number): string =>
    set(`a${k}`, sum(get(`a${k}`), product(get('x'), load(add(get(`p${k}`), get('k'))))));
  const body = [
    ...four.map((k) => `${set(`a${k}`, zero)} ${set(`p${k}`, add(get('from'), times(get('stride'), k)))}`),
    alongRow(`${set('x', load(add(get('query'), get('k'))))} ${four.map(collect).join(' ')}`),
    sumsOf(['a0', 'a1', 'a2', 'a3'], (sums) => store(get('out'), sums)),
    set('out', add(get('out'), i32(16))),
    set('from', add(get('from'), times(get('stride'), 4))),
  ];
  const names = [...four.map((k) => `a${k}`), 'x', 't', 'u'];
  return `(func (export "one") ${parameters} ${declare('local', 'i32', ['k', ...four.map((k) => `p${k}`)])}
    ${declare('local', 'v128', names)} ${countDown('rows', 'count', 4, body.join(' '))})`;
}

/** Two rows at a time: eight sums, and what they are made of, are all that fits into the registers. */
function fourQueries(): string {
  const row = ['x', 'y'] as const;
  const collect = (q: number): string =>
    `${set('v', load(add(get(`q${q}`), get('k'))))} ` +
    two.map((r) => set(`a${q}${r}`, sum(get(`a${q}${r}`), product(get('v'), get(row[r]))))).join(' ');
  const body = [
    ...four.flatMap((q) => two.map((r) => set(`a${q}${r}`, zero))),
    set('second', add(get('from'), get('stride'))),
    alongRow(
      `${set('x', load(add(get('from'), get('k'))))} ${set('y', load(add(get('second'), get('k'))))} ${four.map(collect).join(' ')}`,
    ),
    ...two.map((r) => sumsOf([`a0${r}`, `a1${r}`, `a2${r}`, `a3${r}`], (sums) => store(get('out'), sums, r * 16))),
    set('out', add(get('out'), i32(32))),
    set('from', add(get('second'), get('stride'))),
  ];
  const numbers = declare('local', 'i32', ['k', 'second', ...four.map((q) => `q${q}`)]);
  const registers = declare('local', 'v128', [
    ...four.flatMap((q) => two.map((r) => `a${q}${r}`)),
    'v',
    'x',
    'y',
    't',
    'u',
  ]);
  const starts = four.map((q) => set(`q${q}`, add(get('query'), times(get('stride'), q)))).join(' ');
  return `(func (export "four") ${parameters} ${numbers} ${registers} ${starts}
    ${countDown('rows', 'count', 2, body.join(' '))})`;
}
