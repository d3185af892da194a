/**
 * Runs `work` at once, then at most once per `interval` ms however often it is asked for; never two at a time,
 * and always once more after the last request.
 */
export function throttle(work: () => Promise<void>, interval: number): () => void {
  let running = false;
  let asked = false;
  let waiting = false;
  let last = -Infinity;

  async function run(): Promise<void> {
    running = true;
    asked = false;
    last = performance.now();
    try {
      await work();
    } finally {
      running = false;
      if (asked) request();
    }
  }

  function request(): void {
    asked = true;
    if (running || waiting) return;
    const wait = last + interval - performance.now();
    if (wait <= 0) {
      void run();
      return;
    }
    waiting = true;
    setTimeout(() => {
      waiting = false;
      if (!running) void run();
    }, wait);
  }

  return request;
}
