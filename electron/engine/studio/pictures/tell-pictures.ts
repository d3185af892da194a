import { missingPictures, pushPictures, vectorForm } from '../server/picture-calls.ts';
import type { StudioServer } from '../server/server.ts';
import type { UntoldPictures } from './untold-pictures.ts';

/** Pictures in one call: a few megabytes. */
const picturesAtOnce = 100;

interface Telling {
  /** Tells nothing that this machine saw, only what it has. */
  readonly isReader: boolean;
  readonly signal: AbortSignal;
}

/** Tells the server what the models saw here, and which pictures are here. Whatever breaks off is told by the next. */
export async function tellPictures(
  server: Pick<StudioServer, 'rows'>,
  untold: UntoldPictures,
  { isReader, signal }: Telling,
): Promise<void> {
  let some = untold.next(picturesAtOnce);
  if (some.length === 0) return;
  const form = await vectorForm(server);
  for (; some.length > 0 && !signal.aborted; some = untold.next(picturesAtOnce)) {
    for (const [version, pictures] of Map.groupBy(some, (picture) => picture.version)) {
      const hashes = pictures.map(({ hash }) => hash);
      const missing = new Set(await missingPictures(server, version, hashes));
      const wanted = isReader ? [] : pictures.filter(({ hash }) => missing.has(hash));
      const seen = wanted.flatMap((picture) => untold.seenIn(picture, form) ?? []);
      if (seen.length > 0) await pushPictures(server, version, seen);
    }
    untold.told(some);
  }
}
