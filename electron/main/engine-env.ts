/**
 * What glibc's allocator is told about the engine's process; other systems do not read it. A decoded picture is up to 12 MB. As a
 * mapping of its own it would be cleared page by page, each time: a quarter more work for pictures of 1,000 to 2,800 pixels, half
 * on some virtual machines. Left to itself, glibc keeps pieces of up to 32 MB in the heap of every thread: 1,021 MB at the peak.
 */
export const engineEnv: Readonly<Record<string, string>> = {
  // Larger pieces go back to the system at once, as does what lies free at the end of a heap.
  MALLOC_MMAP_THRESHOLD_: String(16 * 1024 * 1024),
  MALLOC_TRIM_THRESHOLD_: String(64 * 1024 * 1024),
  MALLOC_ARENA_MAX: '2',
};
