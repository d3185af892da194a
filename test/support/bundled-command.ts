import { bundle } from '../../build/bundle.ts';

/** Before the tests that run the `dramatis` command: it is run as it ships, which also starts faster than from source. */
export async function setup(): Promise<void> {
  await bundle(['engine']);
}
