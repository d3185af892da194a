import type { Carried } from './facts/carried.ts';
import type { StudioEvent } from './facts/log.ts';
import type { Replica } from './facts/replica.ts';
import { OtherLog, RefusedEvent } from './server/server-errors.ts';
import type { Hello, StudioServer } from './server/server.ts';

/** Events in one call, and in one transaction here. */
const eventsAtOnce = 500;

/** The end that keeps the log. */
export type LogServer = Pick<StudioServer, 'hello' | 'pull' | 'push'>;

/**
 * One pull and one push. Whatever breaks off in between is done again by the next: the cursor moves in the transaction that takes the
 * events in, and an event that was sent twice counts once. `onCarried`: rows of the library are different now. Answers what the server said of
 * itself.
 */
export async function syncWith(
  server: LogServer,
  replica: Replica,
  onCarried: (carried: Carried) => void,
): Promise<Hello> {
  const { membership } = replica;
  const hello = await server.hello();
  const { epoch, me, role } = hello;
  const known = membership.get()?.epoch ?? null;
  if (known !== null && known !== epoch) replica.startAgain();
  membership.met({ epoch, me, role });
  await following(replica, async () => {
    await pullAll(server, replica, onCarried);
    if (await pushAll(server, replica, onCarried)) await pullAll(server, replica, onCarried);
  });
  return hello;
}

/** A server that was restored from a backup has another log: it is followed from its start, and gets back what it has lost. */
async function following(replica: Replica, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof OtherLog)) throw error;
    const { epoch, me, role } = replica.membership.get() ?? {};
    replica.startAgain();
    replica.membership.met({ epoch: epoch as string, me: me as string, role: role as string });
    await work();
  }
}

async function pullAll(server: LogServer, replica: Replica, onCarried: (carried: Carried) => void): Promise<void> {
  for (;;) {
    const { epoch, cursor, lastEvent } = replica.membership.get() ?? {};
    const events = await server.pull(epoch as string, cursor ?? 0, lastEvent ?? null, eventsAtOnce);
    const carried = replica.take(events);
    if (carried) onCarried(carried);
    if (events.length < eventsAtOnce) break;
  }
  if (replica.membership.get()?.rebuild) onCarried(await replica.rebuildInParts());
}

/** Answers whether anything was sent. */
async function pushAll(server: LogServer, replica: Replica, onCarried: (carried: Carried) => void): Promise<boolean> {
  if (replica.membership.get()?.role === 'reader') return false;
  const { epoch, me } = replica.membership.get() ?? {};
  let after = 0;
  let sent = false;
  for (;;) {
    const events = replica.log.unsent(eventsAtOnce, after);
    if (events.length === 0) return sent;
    try {
      await server.push(
        epoch as string,
        events.map((event) => asSent(event, me ?? null)),
      );
      sent = true;
      after += events.length;
    } catch (error) {
      if (!(error instanceof RefusedEvent)) throw error;
      onCarried(replica.refuse(error.id, error.message));
    }
  }
}

/** A colleague's event that the server has lost goes back under their name. */
function asSent({ author, ...event }: StudioEvent & { author: string | null }, me: string | null): StudioEvent {
  if (author === null || author === me) return event;
  return { ...event, body: { ...event.body, by: author } };
}
