const size = 624;
const middle = 397;

/** The first `count` numbers of 32 bits of a Mersenne Twister (MT19937: Matsumoto and Nishimura, 1998), begun with `seed`. */
export function randomWords(seed: number, count: number): Uint32Array {
  const state = begun(seed);
  const words = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) {
    const place = at % size;
    twist(state, place);
    words[at] = tempered(state[place] as number);
  }
  return words;
}

function begun(seed: number): Uint32Array {
  const state = new Uint32Array(size);
  state[0] = seed;
  for (let at = 1; at < size; at += 1) {
    const last = state[at - 1] as number;
    state[at] = Math.imul(1_812_433_253, last ^ (last >>> 30)) + at;
  }
  return state;
}

function twist(state: Uint32Array, at: number): void {
  const both = ((state[at] as number) & 0x80000000) | ((state[(at + 1) % size] as number) & 0x7fffffff);
  state[at] = (state[(at + middle) % size] as number) ^ (both >>> 1) ^ (both & 1 ? 0x9908b0df : 0);
}

function tempered(word: number): number {
  let value = word ^ (word >>> 11);
  value ^= (value << 7) & 0x9d2c5680;
  value ^= (value << 15) & 0xefc60000;
  return value ^ (value >>> 18);
}
