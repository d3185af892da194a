/**
 * Runs `work` at once, then at most once per `interval` ms however often it is asked for; never two at a time,
 * and always once more after the last request.
 */
export function throttle(work: () => Promise<void>, interval: number | (() => number)): () => void {
  let requests = 0;
  let running = false;
  let waiting = false;
  let last = -Infinity;

  async function run(): Promise<void> {
    const served = requests;
    running = true;
    waiting = false;
    last = performance.now();
    try {
      await work();
    } finally {
      running = false;
      if (requests > served) schedule();
    }
  }

  function schedule(): void {
    if (running || waiting) return;
    const wait = last + (typeof interval === 'number' ? interval : interval()) - performance.now();
    waiting = true;
    if (wait > 0) setTimeout(() => void run(), wait);
    else void run();
  }

  return () => {
    requests += 1;
    schedule();
  };
}
