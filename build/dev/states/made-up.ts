import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import { clientOf } from '../../../electron/contract/channel/rpc.ts';
import type { Call, Twist } from './twist.ts';

type MadeUp = Partial<Record<string, (...args: never[]) => Promise<unknown>>>;

/** Answers the calls that `of` makes up, and leaves the others to the engine. */
export function madeUp(of: (engine: EngineApi, renamesChanged: () => void) => MadeUp): Twist {
  return (call: Call, renamesChanged) => {
    const answers = of(clientOf<EngineApi>(call), renamesChanged);
    return async (method, args) => {
      const answer = answers[method];
      return answer ? { ok: true, value: await answer(...(args as never[])) } : call(method, args);
    };
  };
}
