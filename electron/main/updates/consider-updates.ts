export interface Updating {
  /** What the artist said when asked whether to look for new versions; null: never asked. */
  readonly answer: boolean | null;
  ask(): Promise<boolean>;
  keep(answer: boolean): void;
  look(): Promise<void>;
}

/** At a start: looks for a new version where the artist wants that, who is asked once before the first look. */
export async function considerUpdates({ answer, ask, keep, look }: Updating): Promise<void> {
  const wanted = answer ?? (await ask());
  if (answer === null) keep(wanted);
  if (wanted) await look();
}
