import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../electron/contract/errors.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import type { TestStudio } from '../../support/studio/studio.ts';
import { runEngine, type EngineRun } from '../engine/engine-run.ts';
import { readPictures } from '../shared-data.ts';

export interface SecondMachine {
  readonly pictures: number;
  readonly faces: number;
  readonly firstSeconds: number;
  readonly secondSeconds: number;
  /** Of all cores, for the engine process; null elsewhere than on Linux. */
  readonly firstCoreSeconds: number | null;
  readonly secondCoreSeconds: number | null;
  readonly bytesPerFace: number;
}

/** Two machines with the same scenes: the second takes what the first has told the studio. */
export async function secondMachine(
  studio: TestStudio,
  { folder, models, most }: { folder: string; models: string; most: number },
): Promise<SecondMachine> {
  const art = join(folder, 'scenes');
  const pictures = await writeScenes(art, most);
  const [first, second] = [join(folder, 'scenes-first'), join(folder, 'scenes-second')];
  const looked = await runEngine(art, first, models, 200);
  await joinAs(first, studio.url('mia'));
  await joinAs(second, studio.url('ken'));
  const taken = await runEngine(art, second, models, 200);
  mustBeEqual(looked, taken);
  const [row] = await studio.sql<{ bytes: string }>(
    `SELECT pg_total_relation_size('dramatis.seen_face') / greatest(1, (SELECT count(*) FROM dramatis.seen_face)) AS bytes`,
  );
  return {
    ...{ pictures, faces: looked.faces.length, bytesPerFace: Number(row?.bytes) },
    ...{ firstSeconds: looked.seconds, secondSeconds: taken.seconds },
    ...{ firstCoreSeconds: looked.coreSeconds, secondCoreSeconds: taken.coreSeconds },
  };
}

async function writeScenes(art: string, most: number): Promise<number> {
  await mkdir(art);
  let written = 0;
  for await (const { path, bytes } of readPictures('scenes', () => written < most)) {
    await writeFile(join(art, `${written}-${basename(path)}`), bytes);
    written += 1;
  }
  return written;
}

/** As `dramatis studio join` does, which needs no models. */
async function joinAs(library: string, url: string): Promise<void> {
  const models = Promise.reject(new AppError('model-invalid', 'not needed'));
  models.catch(() => undefined);
  const events = { progress: () => undefined, changed: () => undefined };
  await using engine = createEngine({ library, models, events, watch: false });
  await engine.joinStudio({ url });
}

function mustBeEqual(one: EngineRun, other: EngineRun): void {
  const keys = ({ faces }: EngineRun) => faces.map(({ path, box }) => `${path} ${box.join()}`).toSorted();
  if (keys(one).join('\n') !== keys(other).join('\n')) throw new Error('the second machine has other faces');
}
