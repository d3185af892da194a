import type { IndexingProgress, SkippedFile } from '../../contract/api/library-api.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { withModels } from '../library.ts';
import { print } from '../print.ts';
import { any, asPath } from '../values.ts';
import { fromFile, withListed } from './names-from-file.ts';
import { skippedLine } from './skipped-line.ts';

const skippedPage = { offset: 0, limit: 10_000 };

export const index = command({
  name: 'index',
  about: 'find, embed and group every face in the folders',
  usage: '<folder…>',
  takes: { folder: any('a folder of pictures, with all that are in it', asPath) },
  options: { fromFile },
  async run({ folder, fromFile: list }, call) {
    const folders = await withListed(folder, list);
    if (folders.length === 0) throw new WrongUsage('index needs at least one folder');
    return indexFolders(folders, call);
  },
});

/** Waits for the end. Answers 1 where files were skipped. */
async function indexFolders(paths: readonly string[], call: Call): Promise<number> {
  const start = performance.now();
  const events = { progress: showProgress, changed: () => undefined };
  return withModels(
    call,
    async (engine) => {
      const added = [];
      for (const path of paths) added.push((await engine.addFolder(path)).id);
      await engine.whenIdle();
      const { pictures, faces, characters } = engine.counts(added);
      const skipped = engine.skippedIn(added, skippedPage);
      const seconds = Math.round(performance.now() - start) / 1_000;
      if (call.json) print.json({ pictures, faces, characters, skipped: skipped.map(withoutDetail), seconds });
      else {
        print.line(`${pictures} pictures, ${faces} faces, ${characters} groups in ${seconds.toFixed(1)} s`);
        for (const file of skipped) print.line(skippedLine(file));
      }
      return skipped.length > 0 ? 1 : 0;
    },
    { events, make: true },
  );
}

function showProgress({ phase, done, total, picturesPerSecond, secondsLeft }: IndexingProgress): void {
  if (phase !== 'indexing' || total === 0) return;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  print.message(`${done} of ${total} pictures, ${picturesPerSecond.toFixed(1)} a second${left}`);
}

function withoutDetail({ path, reason }: SkippedFile): Pick<SkippedFile, 'path' | 'reason'> {
  return { path, reason };
}
