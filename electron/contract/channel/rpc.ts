import { createBirpc } from 'birpc';
import type { z } from 'zod';
import type { EngineApi, EngineEvents } from '../api/engine-api.ts';
import { AppError, fromErrorData, toErrorData, type ErrorData } from '../errors.ts';

/** Errors travel as data: structured clone keeps an Error's message but drops its code. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorData };

type Method = (...args: never[]) => Promise<unknown>;
/**
 * Calls `api[method](...args)` after checking the arguments against the schema table.
 * Never throws: a wrong method, wrong arguments and failures all become a reply.
 */
export async function dispatch<Name extends string>(
  api: Readonly<Record<Name, Method>>,
  schemas: Readonly<Record<Name, z.ZodType>>,
  method: string,
  args: unknown,
): Promise<Reply> {
  try {
    if (!Object.hasOwn(schemas, method)) throw new AppError('bad-arguments', `there is no call ${method}`);
    const name = method as Name;
    const checked = schemas[name].safeParse(args);
    if (!checked.success) throw new AppError('bad-arguments', `${method}: ${describe(checked.error)}`);
    return { ok: true, value: await api[name](...(checked.data as never[])) };
  } catch (error) {
    return { ok: false, error: toErrorData(error) };
  }
}

function describe(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`).join('; ');
}

/** A typed client over anything that carries `call(method, args)`; replies with errors are thrown as AppError. */
export function clientOf<Api extends object>(call: (method: string, args: unknown[]) => Promise<unknown>): Api {
  return new Proxy({} as Api, {
    get: (_target, method) => {
      // A promise that resolves to the client must not take it for a thenable.
      if (typeof method !== 'string' || method === 'then') return undefined;
      return async (...args: unknown[]) => {
        const reply = (await call(method, given(args))) as Reply;
        if (!reply.ok) throw fromErrorData(reply.error);
        return reply.value;
      };
    },
  });
}

/** Without those at the end that are undefined: JSON would make them null, which no schema takes for "not given". */
function given(args: readonly unknown[]): unknown[] {
  return args.slice(0, args.findLastIndex((arg) => arg !== undefined) + 1);
}

/** One end of a message channel: a child process's IPC, or a MessagePort. */
export interface Channel {
  post(message: unknown): void;
  on(listener: (message: unknown) => void): void;
}

export interface EngineConnection {
  readonly engine: EngineApi;
  /** Relays a call without looking into it: what main does between renderer and engine. */
  call(method: string, args: unknown[]): Promise<Reply>;
  /** Ends the connection: calls under way fail with `engine-stopped`. */
  close(): void;
}

interface Caller {
  call(method: string, args: unknown[]): Promise<Reply>;
}

interface Listener {
  emit<K extends keyof EngineEvents>(event: K, payload: Parameters<EngineEvents[K]>[0]): void;
}

// Picking a folder on a sleeping drive can take minutes; a dead engine closes the connection instead of timing out.
const noTimeout = { timeout: -1 } as const;

/** The calling end. `events` hears what the engine announces. */
export function connectEngine(channel: Channel, events: EngineEvents): EngineConnection {
  const rpc = createBirpc<Caller, Listener>(
    { emit: (event, payload) => events[event](payload as never) },
    { post: (data) => channel.post(data), on: (listener) => channel.on(listener), ...noTimeout },
  );
  const stopped = (): Reply => ({ ok: false, error: toErrorData(new AppError('engine-stopped')) });
  const call = async (method: string, args: unknown[]): Promise<Reply> => {
    try {
      return await rpc.$call('call', method, args);
    } catch (error) {
      if (rpc.$closed) return stopped();
      return { ok: false, error: toErrorData(error) };
    }
  };
  return { engine: clientOf<EngineApi>(call), call, close: () => rpc.$close(new AppError('engine-stopped')) };
}

export interface EngineServer {
  /** Announces to the other end; lost silently where the channel has closed. */
  emit<K extends keyof EngineEvents>(event: K, payload: Parameters<EngineEvents[K]>[0]): void;
  close(): void;
}

/** The answering end: `answer` gets every call (the engine dispatches, main relays). */
export function serveEngine(channel: Channel, answer: Caller['call']): EngineServer {
  const rpc = createBirpc<Listener, Caller>(
    { call: answer },
    { post: (data) => channel.post(data), on: (listener) => channel.on(listener), ...noTimeout },
  );
  return {
    emit: (event, payload) => void rpc.$callEvent('emit', event, payload),
    close: () => rpc.$close(),
  };
}
