/** A piece of work and the names of what must be done before it; what was not chosen is not waited for. */
export interface Task<Result> {
  readonly name: string;
  readonly after?: readonly string[];
  /** Uses all processors itself, or measures time: nothing else runs beside it. */
  readonly alone?: boolean;
  run(): Promise<Result>;
}

/** What may start now, in the order of the list; `running` and `waiting` are tasks of the same list. */
export function startable<T extends Pick<Task<unknown>, 'name' | 'after' | 'alone'>>(
  waiting: readonly T[],
  running: readonly T[],
  lanes: number,
): T[] {
  if (running.some(({ alone }) => alone)) return [];
  const undone = new Set([...waiting, ...running].map(({ name }) => name));
  const ready = waiting.filter(({ after = [] }) => !after.some((name) => undone.has(name)));
  const shared = ready.filter(({ alone }) => !alone).slice(0, lanes - running.length);
  if (shared.length > 0 || running.length > 0) return shared;
  return ready.slice(0, 1);
}

/** Runs all tasks, so many side by side, and returns their results in the order of the list. A task must not reject. */
export async function runInLanes<Result>(tasks: readonly Task<Result>[], lanes: number): Promise<Result[]> {
  const results = new Map<string, Result>();
  const running = new Map<string, Promise<void>>();
  while (results.size < tasks.length) {
    const started = tasks.filter(({ name }) => running.has(name));
    const waiting = tasks.filter(({ name }) => !running.has(name) && !results.has(name));
    for (const task of startable(waiting, started, lanes)) {
      running.set(
        task.name,
        task.run().then((result) => {
          results.set(task.name, result);
          running.delete(task.name);
        }),
      );
    }
    if (running.size === 0) throw new Error('The tasks wait for each other.');
    await Promise.race(running.values());
  }
  return tasks.flatMap(({ name }) => results.get(name) ?? []);
}
