import { setTimeout } from 'node:timers/promises';
import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import { cast } from '../art/cast.ts';

const lookAgainMs = 300;
const names = cast.flatMap(({ name }) => name ?? []);

/** Adds a folder; the largest groups of a library in which nobody has a name get those of the cast. */
export async function fillAndName(engine: EngineApi, folder: string): Promise<void> {
  await engine.addFolder(folder);
  await whenIndexed(engine);
  const groups = await engine.listCharacters();
  if (groups.some(({ name }) => name !== null)) return;
  for (const [at, name] of names.entries()) {
    const group = groups[at];
    if (group) await engine.nameCharacter(group.id, name);
  }
}

async function whenIndexed(engine: EngineApi): Promise<void> {
  for (;;) {
    const { progress, pictures, characters } = await engine.status();
    if (progress.phase === 'idle' && pictures > 0 && characters > 0) return;
    await setTimeout(lookAgainMs);
  }
}

/** Adds a folder, and pauses when some pictures are done. */
export async function fillAndPause(engine: EngineApi, folder: string): Promise<void> {
  await engine.addFolder(folder);
  while ((await engine.status()).progress.done < 2) await setTimeout(lookAgainMs);
  await engine.pauseIndexing();
}
