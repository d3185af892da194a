import { join } from 'node:path';
import type { TestStudio } from '../../support/studio/studio.ts';
import { generateLibrary } from '../engine/generated-library.ts';
import { openGenerated } from './bench-studio.ts';

const edits = 100;

/** Milliseconds from a name that is given on one machine until another one lists it; sorted. */
export async function reachingMs(studio: TestStudio, folder: string): Promise<number[]> {
  const [here, there] = [join(folder, 'here'), join(folder, 'there')];
  for (const library of [here, there]) generateLibrary(library, 300);
  let look = (): void => undefined;
  await using mine = openGenerated(here, true);
  await using theirs = openGenerated(there, true, () => look());
  for (const engine of [mine, theirs]) await engine.whenIdle();
  await mine.joinStudio({ url: studio.url('mia') });
  await theirs.joinStudio({ url: studio.url('ken') });
  const [group] = await mine.listCharacters();
  if (!group) throw new Error('the library has no group');
  const times: number[] = [];
  for (let k = 0; k < edits; k += 1) {
    const name = `Name ${k}`;
    const seen = new Promise<void>((resolve) => {
      look = () =>
        void theirs.listCharacters().then((all) => all.some((character) => character.name === name) && resolve());
    });
    const started = performance.now();
    await mine.nameCharacter(group.id, name);
    await seen;
    times.push(performance.now() - started);
  }
  return times.toSorted((a, b) => a - b);
}
