import compile from 'watr/compile';

// WebAssembly is written as text (WAT) and translated when it is first used: sources run as they are, without a build step.
// Every function answers a piece of that text.

/** The local or parameter of this name. */
export const get = (name: string): string => `(local.get $${name})`;
export const set = (name: string, value: string): string => `(local.set $${name} ${value})`;
export const i32 = (value: number): string => `(i32.const ${value})`;
export const add = (a: string, b: string): string => `(i32.add ${a} ${b})`;
/** The vector (16 bytes) at an address, and `offset` bytes further on. */
export const load = (address: string, offset = 0): string => `(v128.load offset=${offset} ${address})`;
export const store = (address: string, value: string, offset = 0): string =>
  `(v128.store offset=${offset} ${address} ${value})`;

/** Moves an address or a count on. */
export function advance(name: string, by: string): string {
  return set(name, add(get(name), by));
}

/** Parameters or locals of one type. */
export function declare(kind: 'param' | 'local', type: 'i32' | 'v128', names: readonly string[]): string {
  return names.map((name) => `(${kind} $${name} ${type})`).join(' ');
}

/** Repeats `body`, once at least, as long as the local `name`, which falls by `by` each time, is above 0. */
export function countDown(label: string, name: string, by: number, body: string): string {
  const left = `(local.tee $${name} (i32.sub ${get(name)} ${i32(by)}))`;
  return `(loop $${label} ${body} (br_if $${label} (i32.gt_s ${left} ${i32(0)})))`;
}

/** A kernel: its functions, over memory that it is given. `memory`: its limits as text, e.g. `1`, or `1 65536 shared`. */
export class KernelSource<Kernel> {
  readonly #functions: () => string;
  readonly #limits: string;
  #module: WebAssembly.Module | undefined;

  constructor(limits: string, functions: () => string) {
    this.#limits = limits;
    this.#functions = functions;
  }

  /** The kernel over `memory`. It is compiled once for all memories. */
  open(memory: WebAssembly.Memory): Kernel {
    this.#module ??= this.#compile();
    const instance = new WebAssembly.Instance(this.#module, { given: { memory } });
    return instance.exports as unknown as Kernel;
  }

  #compile(): WebAssembly.Module {
    const text = `(module (import "given" "memory" (memory ${this.#limits})) ${this.#functions()})`;
    return new WebAssembly.Module(compile(text) as Uint8Array<ArrayBuffer>);
  }
}
