/** What a thread can do: a function for each job, by its name. Arguments and answers are copied between threads. */
export type Jobs<J> = { readonly [N in keyof J]: (...args: never[]) => unknown };

export type JobName<J> = Extract<keyof J, string>;

export type JobAnswer<J extends Jobs<J>, N extends keyof J> = Awaited<ReturnType<J[N]>>;

/** A job that waits to be done. */
export type WaitingJob<J extends Jobs<J>> = {
  readonly [N in JobName<J>]: { readonly name: N; readonly args: Readonly<Parameters<J[N]>> };
}[JobName<J>];
