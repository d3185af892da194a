import { setUpApp } from './index.mjs';
import { main } from './run.mjs';

/** `npm run set-up`: fetches all that building, checking and packing need, and does nothing with it. */
await main(async () => {
  await setUpApp({ testTools: true, virtualScreen: false });
  return 0;
});
