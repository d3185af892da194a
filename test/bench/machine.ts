import { availableParallelism, cpus, totalmem } from 'node:os';

/** What figures were measured on, named by its parts. */
export function machine(): string {
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  const cores = availableParallelism();
  const model = cpus()[0]?.model.trim() ?? process.arch;
  return `${cores} cores of ${model}, ${gigabytes} GB, ${process.platform}, Node ${process.versions.node}`;
}
