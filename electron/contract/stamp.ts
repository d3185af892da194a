/** Size and time of a file, by which a change is seen. */
export interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
}
