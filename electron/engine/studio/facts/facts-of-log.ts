import { setImmediate as nextTurn } from 'node:timers/promises';
import { inSlices } from '../../flow/slices.ts';
import type { Db } from '../../store/database.ts';
import type { FactTable } from './fact-table.ts';
import type { EventLog, Fact } from './log.ts';

/** Events that are read, and rows that are written, until other calls are answered: some tens of milliseconds. */
const eventsAtOnce = 2_000;
const rowsAtOnce = 2_000;

/** The latest fact about a key, and the row of its event. */
interface LatestFact {
  readonly key: string;
  readonly fact: Fact;
  readonly event: number;
  readonly isMine: boolean;
}

/**
 * Writes what the log adds up to, for a library that has told nothing of its own: calls are answered meanwhile. Facts are put together in memory
 * and written in the order of their table, each once: written as they come, each would touch pages of its own.
 */
export async function writeFactsOf(
  log: EventLog,
  { db, facts, me }: { db: Db; facts: FactTable; me: string | null },
): Promise<void> {
  const latest = await latestFacts(log, me);
  facts.clear();
  const write = db.transaction((start: number, end: number) => {
    for (const { fact, event, isMine } of latest.slice(start, end)) facts.put(fact, event, isMine);
  });
  await inSlices(latest.length, rowsAtOnce, (start, end) => {
    write(start, end);
    return true;
  });
}

async function latestFacts(log: EventLog, me: string | null): Promise<LatestFact[]> {
  const latest = new Map<string, LatestFact>();
  let read = 0;
  for (const { n, body, author } of log.inOrder()) {
    for (const fact of body.facts) {
      const [kind, a, b, value] = fact;
      const key = [a, b, kind].join('\n');
      const before = latest.get(key);
      // I have said so, though a colleague has said the same since.
      const isSaidAgain = before?.isMine === true && JSON.stringify(before.fact[3]) === JSON.stringify(value);
      latest.set(key, { key, fact, event: n, isMine: author === me || isSaidAgain });
    }
    if (++read % eventsAtOnce === 0) await nextTurn();
  }
  return [...latest.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}
