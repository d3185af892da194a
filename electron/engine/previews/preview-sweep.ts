import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A sweep leaves this part of the limit, so that the next one does not come at once. */
const keptShare = 0.9;
const hourMs = 3_600_000;

interface CachedFile {
  readonly path: string;
  readonly size: number;
  /** When it was used, in hours since 1970. */
  readonly hour: number;
}

/** Deletes the oldest files below `folder` where together they are larger than `limit` bytes. Holds one folder's list at a time. */
export async function sweepPreviews(folder: string, limit: number): Promise<void> {
  const bytesOfHour = new Map<number, number>();
  for await (const { size, hour } of filesBelow(folder)) bytesOfHour.set(hour, (bytesOfHour.get(hour) ?? 0) + size);
  const plan = planSweep(bytesOfHour, limit);
  let left = plan.ofLast;
  for await (const { path, size, hour } of plan.before > 0 ? filesBelow(folder) : []) {
    if (hour > plan.before || (hour === plan.before && left <= 0)) continue;
    if (hour === plan.before) left -= size;
    await rm(path, { force: true });
  }
}

export interface SweepPlan {
  /** Everything older than this hour goes, and `ofLast` bytes of it. 0: nothing goes. */
  readonly before: number;
  readonly ofLast: number;
}

/** What has to go, from the bytes that were used last in each hour. */
export function planSweep(bytesOfHour: ReadonlyMap<number, number>, limit: number): SweepPlan {
  const total = [...bytesOfHour.values()].reduce((sum, bytes) => sum + bytes, 0);
  let surplus = total > limit ? total - limit * keptShare : 0;
  for (const [hour, bytes] of [...bytesOfHour].sort(([a], [b]) => a - b)) {
    if (surplus <= 0) break;
    if (bytes >= surplus) return { before: hour, ofLast: surplus };
    surplus -= bytes;
  }
  return { before: 0, ofLast: 0 };
}

async function* filesBelow(folder: string): AsyncGenerator<CachedFile> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    const stats = entry.isFile() ? await stat(path).catch(() => null) : null;
    if (stats) yield { path, size: stats.size, hour: Math.floor(stats.mtimeMs / hourMs) };
  }
}
