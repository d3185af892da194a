import type { Reply } from '../../../electron/contract/channel/rpc.ts';

export type Call = (method: string, args: unknown[]) => Promise<Reply>;

/** Stands between a page and the real engine, and answers some calls otherwise. `renamesChanged` announces that to the page. */
export type Twist = (call: Call, renamesChanged: () => void) => Call;

/** The engine as it is. */
export const straight: Twist = (call) => call;
