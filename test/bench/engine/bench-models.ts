import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openModels, type Models } from '../../../electron/engine/models/session.ts';

/**
 * Opens the models of a folder with the detector's threshold lowered, so that one run tells what every threshold would give:
 * non-maximum suppression goes best first, so a weaker box never changes which stronger ones are kept.
 */
export async function openWithThreshold(folder: string, scoreThreshold: number): Promise<Models> {
  const copy = await mkdtemp(join(tmpdir(), 'dramatis-bench-'));
  const remove = () => rm(copy, { recursive: true });
  try {
    await cp(folder, copy, { recursive: true, filter: (path) => path === folder || /\.(onnx|json)$/.test(path) });
    const manifest = JSON.parse(await readFile(join(folder, 'models.json'), 'utf8')) as { detector: object };
    const lowered = { ...manifest, detector: { ...manifest.detector, scoreThreshold } };
    await writeFile(join(copy, 'models.json'), JSON.stringify(lowered));
    const models = await openModels(copy);
    // Further threads load the files when they are first needed: the copy stays as long as the models.
    const close = async () => {
      await models[Symbol.asyncDispose]();
      await remove();
    };
    return { ...models, [Symbol.asyncDispose]: close };
  } catch (error) {
    await remove();
    throw error;
  }
}
