import type { Page } from 'playwright/test';

/** Processor time of the page's main thread, ms: what others do on the machine counts little. */
export interface PageWork {
  readonly scriptMs: number;
  /** Styles, too. */
  readonly layoutMs: number;
  /** All that the thread did: also painting, and handing over to the threads that draw. */
  readonly allMs: number;
}

/** Does something with a page, and tells what work that was for it. */
export async function workDuring<T>(page: Page, run: () => Promise<T>): Promise<{ result: T; work: PageWork }> {
  const cdp = await page.context().newCDPSession(page);
  try {
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const metrics = async () =>
      new Map((await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value * 1_000]));
    const before = await metrics();
    const result = await run();
    const after = await metrics();
    const spent = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    const work = {
      scriptMs: spent('ScriptDuration'),
      layoutMs: spent('LayoutDuration') + spent('RecalcStyleDuration'),
      allMs: spent('TaskDuration'),
    };
    return { result, work };
  } finally {
    await cdp.detach();
  }
}
