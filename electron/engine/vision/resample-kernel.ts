import { add, advance, countDown, declare, get, i32, KernelSource, load, set, store } from '../wasm/kernel-text.ts';

/** Weighted sums of pixels, by the processor's vector unit. Addresses and lengths in bytes; weights and results are float32. */
export interface ResampleKernel {
  /**
   * Rows above one another become one: `out[i]` is the sum of `taps` bytes, `stride` apart from `source + i` on, each times its
   * weight. Works on 16 bytes at a time: up to 15 more than `bytes` are read, and their sums written.
   */
  blend(source: number, stride: number, taps: number, weights: number, bytes: number, out: number): void;
  /**
   * A row of RGB floats becomes three rows of `count` numbers. Each comes from `taps` pixels from `row` + its own of `starts`
   * (int32) on, each times its own weight, then times the first four numbers at `levels`, plus the next four. Four floats are
   * read where a pixel has three.
   */
  spread(
    row: number,
    starts: number,
    weights: number,
    taps: number,
    count: number,
    levels: number,
    red: number,
    green: number,
    blue: number,
  ): void;
  /**
   * Three rows of `count` floats become RGB bytes, each rounded to the nearest from 0 to 255, half to even. Works on 16 pixels at a time: up
   * to 15 more floats of each row are read, and their bytes written.
   */
  pack(red: number, green: number, blue: number, count: number, out: number): void;
}

const source = new KernelSource<ResampleKernel>('1', () => `${blend()} ${spread()} ${pack()}`);

/** Works on what is in `memory`. */
export function openResampleKernel(memory: WebAssembly.Memory): ResampleKernel {
  return source.open(memory);
}

const quarters = [0, 1, 2, 3] as const;
const zero = '(v128.const f32x4 0 0 0 0)';
const weight = '(v128.load32_splat (local.get $w))';

/** Four of sixteen bytes as floats. */
function floats(quarter: number): string {
  const half = `(i16x8.extend_${quarter < 2 ? 'low' : 'high'}_i8x16_u ${get('x')})`;
  return `(f32x4.convert_i32x4_u (i32x4.extend_${quarter % 2 === 0 ? 'low' : 'high'}_i16x8_u ${half}))`;
}

function blend(): string {
  const collect = (k: number): string =>
    set(`a${k}`, `(f32x4.add ${get(`a${k}`)} (f32x4.mul ${floats(k)} ${get('factor')}))`);
  const tap = [
    set('x', load(get('p'))),
    set('factor', weight),
    ...quarters.map(collect),
    advance('p', get('stride')),
    advance('w', i32(4)),
  ];
  const block = [
    ...quarters.map((k) => set(`a${k}`, zero)),
    set('p', get('source')),
    set('w', get('weights')),
    set('k', get('taps')),
    countDown('down', 'k', 1, tap.join(' ')),
    ...quarters.map((k) => store(get('out'), get(`a${k}`), k * 16)),
    advance('source', i32(16)),
    advance('out', i32(64)),
  ];
  return `(func (export "blend") ${declare('param', 'i32', ['source', 'stride', 'taps', 'weights', 'bytes', 'out'])}
    ${declare('local', 'i32', ['p', 'w', 'k'])} ${declare('local', 'v128', ['x', 'factor', 'a0', 'a1', 'a2', 'a3'])}
    ${countDown('along', 'bytes', 16, block.join(' '))})`;
}

function spread(): string {
  const outs = ['red', 'green', 'blue'];
  const product = `(f32x4.mul ${load(get('p'))} ${weight})`;
  const tap = [set('sum', `(f32x4.add ${get('sum')} ${product})`), advance('p', i32(12)), advance('w', i32(4))];
  const levelled = `(f32x4.add (f32x4.mul ${get('sum')} ${get('factor')}) ${get('shift')})`;
  const pixel = [
    set('sum', zero),
    set('p', add(get('row'), `(i32.load ${get('starts')})`)),
    set('k', get('taps')),
    countDown('across', 'k', 1, tap.join(' ')),
    set('sum', levelled),
    ...outs.map((out, lane) => `(f32.store ${get(out)} (f32x4.extract_lane ${lane} ${get('sum')}))`),
    ...['starts', ...outs].map((name) => advance(name, i32(4))),
  ];
  const parameters = ['row', 'starts', 'w', 'taps', 'count', 'levels', ...outs];
  return `(func (export "spread") ${declare('param', 'i32', parameters)}
    ${declare('local', 'i32', ['p', 'k'])} ${declare('local', 'v128', ['sum', 'factor', 'shift'])}
    ${set('factor', load(get('levels')))} ${set('shift', load(get('levels'), 16))}
    ${countDown('along', 'count', 1, pixel.join(' '))})`;
}

/** Sixteen floats as bytes. */
function roundedBytes(row: string): string {
  const four = (k: number): string => `(i32x4.trunc_sat_f32x4_s (f32x4.nearest ${load(get(row), k * 16)}))`;
  const eight = (k: number): string => `(i16x8.narrow_i32x4_s ${four(k)} ${four(k + 1)})`;
  return `(i8x16.narrow_i16x8_u ${eight(0)} ${eight(2)})`;
}

function pack(): string {
  const rows = ['red', 'green', 'blue'] as const;
  // Sixteen bytes out of two registers: those of the second have numbers from 16 on.
  const shuffle = (take: (at: number) => number, a: string, b: string): string =>
    `(i8x16.shuffle ${Array.from({ length: 16 }, (_, at) => take(at)).join(' ')} ${a} ${b})`;
  const third = (part: number): string => {
    const channel = (at: number): number => (part * 16 + at) % 3;
    const pixel = (at: number): number => Math.floor((part * 16 + at) / 3);
    const two = shuffle((at) => pixel(at) + (channel(at) === 1 ? 16 : 0), get('r'), get('g'));
    return shuffle((at) => (channel(at) === 2 ? 16 + pixel(at) : at), two, get('b'));
  };
  const block = [
    ...rows.map((row) => set(row.charAt(0), roundedBytes(row))),
    ...[0, 1, 2].map((part) => store(get('out'), third(part), part * 16)),
    ...rows.map((row) => advance(row, i32(64))),
    advance('out', i32(48)),
  ];
  return `(func (export "pack") ${declare('param', 'i32', [...rows, 'count', 'out'])}
    ${declare('local', 'v128', ['r', 'g', 'b'])} ${countDown('along', 'count', 16, block.join(' '))})`;
}
