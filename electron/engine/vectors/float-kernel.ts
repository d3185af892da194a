import compile from 'watr/compile';

/** Products of float vectors, by the processor's vector unit. Addresses and lengths in bytes. */
export interface FloatKernel {
  /** `bytes`: length of both vectors, a whole number of `floatsAtOnce` floats. */
  dot(a: number, b: number, bytes: number): number;
}

/** Four registers of four: their sums run side by side. */
export const floatsAtOnce = 16;

/** Works on vectors of float32 in `memory`. */
export function openFloatKernel(memory: WebAssembly.Memory): FloatKernel {
  const instance = new WebAssembly.Instance(module(), { given: { memory } });
  return instance.exports as unknown as FloatKernel;
}

let compiled: WebAssembly.Module | undefined;
function module(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(compile(text()) as Uint8Array<ArrayBuffer>);
  return compiled;
}

const four = [0, 1, 2, 3] as const;
const lane = (k: number): string => `(f32x4.extract_lane ${k} (local.get $s0))`;
const sum = (a: string, b: string): string => `(f32x4.add ${a} ${b})`;
const load = (name: string, k: number): string => `(v128.load offset=${k * 16} (local.get $${name}))`;
const get = (k: number): string => `(local.get $s${k})`;

function text(): string {
  const step = (name: string): string => `(local.set $${name} (i32.add (local.get $${name}) (i32.const 64)))`;
  const products = four.map((k) => `(local.set $s${k} ${sum(get(k), `(f32x4.mul ${load('a', k)} ${load('b', k)})`)})`);
  const left = '(local.tee $bytes (i32.sub (local.get $bytes) (i32.const 64)))';
  const total = `(local.set $s0 ${sum(sum(get(0), get(1)), sum(get(2), get(3)))})`;
  const lanes = `(f32.add (f32.add ${lane(0)} ${lane(1)}) (f32.add ${lane(2)} ${lane(3)}))`;
  return `(module (import "given" "memory" (memory 1))
    (func (export "dot") (param $a i32) (param $b i32) (param $bytes i32) (result f32)
      ${four.map((k) => `(local $s${k} v128)`).join(' ')}
      (loop $along ${products.join(' ')} ${step('a')} ${step('b')} (br_if $along ${left}))
      ${total} ${lanes}))`;
}
