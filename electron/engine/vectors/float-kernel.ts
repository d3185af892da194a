import { advance, countDown, declare, get, i32, KernelSource, load, set } from '../wasm/kernel-text.ts';

/** Products of float vectors, by the processor's vector unit. Addresses and lengths in bytes. */
export interface FloatKernel {
  /** `bytes`: length of both vectors, a whole number of `floatsAtOnce` floats. */
  dot(a: number, b: number, bytes: number): number;
}

/** Four registers of four: their sums run side by side. */
export const floatsAtOnce = 16;

const source = new KernelSource<FloatKernel>('1', dot);

/** Works on vectors of float32 in `memory`. */
export function openFloatKernel(memory: WebAssembly.Memory): FloatKernel {
  return source.open(memory);
}

const four = [0, 1, 2, 3] as const;
const sum = (a: string, b: string): string => `(f32x4.add ${a} ${b})`;
const lane = (k: number): string => `(f32x4.extract_lane ${k} ${get('s0')})`;

function dot(): string {
  const product = (k: number): string => `(f32x4.mul ${load(get('a'), k * 16)} ${load(get('b'), k * 16)})`;
  const step = [
    ...four.map((k) => set(`s${k}`, sum(get(`s${k}`), product(k)))),
    advance('a', i32(64)),
    advance('b', i32(64)),
  ];
  return `(func (export "dot") ${declare('param', 'i32', ['a', 'b', 'bytes'])} (result f32)
    ${declare('local', 'v128', ['s0', 's1', 's2', 's3'])}
    ${countDown('along', 'bytes', 64, step.join(' '))}
    ${set('s0', sum(sum(get('s0'), get('s1')), sum(get('s2'), get('s3'))))}
    (f32.add (f32.add ${lane(0)} ${lane(1)}) (f32.add ${lane(2)} ${lane(3)})))`;
}
