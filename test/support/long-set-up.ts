import { main, run } from '../../build/set-up/run.mjs';
import { step } from '../../build/set-up/step.mjs';

/** A set-up whose second step never comes: the first waits for a command that says its process id and has no end. */
await main(async () => {
  await step('Long', (show) =>
    run(process.execPath, ['-e', 'console.log(process.pid); setInterval(() => {}, 1000)'], { onLine: show }),
  );
  await step('Next', () => 'begun');
  return 0;
});
