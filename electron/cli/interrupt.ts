/** Ctrl+C reaches this process twice, from the terminal and from the wrapper that passes it on. */
const echoMilliseconds = 500;

/** On an interrupt, closes what is open and ends with 130; a second one, from an impatient hand, ends at once. */
export function onInterrupt(close: () => Promise<void>): Disposable {
  let first: number | null = null;
  const interrupt = () => {
    if (first === null) {
      first = performance.now();
      void close().finally(() => process.exit(130));
    } else if (performance.now() - first > echoMilliseconds) process.exit(130);
  };
  process.on('SIGINT', interrupt);
  return { [Symbol.dispose]: () => void process.off('SIGINT', interrupt) };
}
