import { parentPort, workerData } from 'node:worker_threads';
import { openNetwork, type NetworkNames } from '../../../electron/engine/models/network.ts';

/** One network and the shapes of the inputs that it has to run, each once. */
export interface FloorWork {
  readonly names: NetworkNames;
  readonly threads: number;
  readonly shapes: readonly (readonly number[])[];
}

/** A network alone in a thread, on inputs that are ready: nothing is resized, filled, sent or read. */
const { names, threads, shapes } = workerData as FloorWork;
const network = await openNetwork(names, { provider: 'cpu', threads });
const sizes = shapes.map((shape) => shape.reduce((product, side) => product * side));
const input = new Float32Array(Math.max(0, ...sizes)).fill(0.4);
if (shapes[0]) await network.run(input.subarray(0, sizes[0]), shapes[0]);
parentPort?.once('message', () => {
  void (async () => {
    for (const [index, shape] of shapes.entries()) await network.run(input.subarray(0, sizes[index]), shape);
    parentPort?.postMessage('done');
    await network.release();
  })();
});
parentPort?.postMessage('ready');
