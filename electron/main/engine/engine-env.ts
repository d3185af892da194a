import type { ForkOptions } from 'node:child_process';

/**
 * What glibc's allocator is told about the engine's process; other systems do not read it. A piece of memory that is mapped for itself
 * is cleared page by page each time: the largest working copy (2,048 × 2,048 pixels, decode.ts) stays in the heaps instead. The more
 * stays there, the faster large pictures are, and the higher the peak: test/bench/README.md. Left to itself, glibc keeps pieces of up to 32 MB
 * for every thread.
 */
export const engineEnv: Readonly<Record<string, string>> = {
  // Larger pieces go back to the system at once, as does what lies free at the end of a heap.
  MALLOC_MMAP_THRESHOLD_: String(13 * 1024 * 1024),
  MALLOC_TRIM_THRESHOLD_: String(16 * 1024 * 1024),
  MALLOC_ARENA_MAX: '2',
};

/**
 * What Node is told. V8 would let the space for new objects of each thread grow to dozens of megabytes; collected more often it is no
 * slower, as pixels lie elsewhere.
 */
export const engineArgs: readonly string[] = ['--max-semi-space-size=8'];

/** How the engine's process is started. `node`: the Node that it runs in. */
export function engineProcess(node: string, env: NodeJS.ProcessEnv): ForkOptions & { readonly windowsHide: true } {
  return {
    execPath: node,
    execArgv: [...engineArgs],
    env: { ...env, ...engineEnv },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Node is a program of the console: Windows would open one beside the window, and closing that would end the engine.
    windowsHide: true,
  };
}
