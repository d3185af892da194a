import { parseArgs } from 'node:util';
import { InHands } from '../../electron/engine/pipeline/in-hands.ts';

/** In the place of the engine's process: it begins to look at a picture, and dies of it. */
const { values } = parseArgs({ options: { library: { type: 'string' }, models: { type: 'string' } } });
new InHands(values.library ?? '').take('/art/deadly.psd');
process.kill(process.pid, 'SIGKILL');
